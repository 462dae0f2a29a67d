import { describe, expect, it } from "vitest";
import { aPod } from "@/lib/mesh/testing/inventory-builders";
import type { AccessLogging } from "./access-logging";
import type { Attribution } from "./attribute-calls";
import { logVerdict } from "./log-evidence";
import type { SourceReading } from "./read-log-source";

const pod = aPod("foo/httpbin-1");
const ON: AccessLogging = {
  state: "on",
  filter: "none",
  decidedBy: null,
  since: null,
  providers: [],
};

function aReading(parts: Partial<SourceReading> = {}): SourceReading {
  return {
    source: { kind: "sidecar", pod, container: "istio-proxy", about: [pod] },
    outcome: "read",
    logging: ON,
    calls: [],
    lines: 10,
    accessLines: 10,
    notUnderstood: 0,
    missing: "none",
    fromMs: null,
    toMs: null,
    problem: null,
    ...parts,
  };
}

const nobody: Attribution = {
  callers: [],
  notAttributed: {
    unknownAddresses: [],
    ambiguous: [],
    claimedByHeader: 0,
    withoutAddress: 0,
  },
  mutualTls: 10,
  mutualTlsClaimed: 0,
  transportUnknown: 0,
};
const whole = { leftOut: 0, withoutZtunnel: 0, withoutProxy: 0 };

describe("what all logs together say", () => {
  it("is that nobody called only where everything was read", () => {
    expect(logVerdict(whole, [aReading()], nobody)).toBe("none-in-these-logs");
  });

  it.each([
    ["was cut", aReading({ missing: "oldest" })],
    ["was not understood in part", aReading({ notUnderstood: 1 })],
    ["may not be read", aReading({ outcome: "forbidden" })],
    ["holds no call", aReading({ outcome: "no-lines" })],
    ["is written no more", aReading({ logging: { ...ON, state: "off" } })],
    ["leaves calls out", aReading({ logging: { ...ON, filter: "other" } })],
  ])("is of a part where one log %s", (_what, reading) => {
    expect(logVerdict(whole, [aReading(), reading], nobody)).toBe(
      "none-in-what-was-read",
    );
  });

  it("is of a part where pods have no log that we read, or calls no statement", () => {
    for (const missed of ["leftOut", "withoutZtunnel", "withoutProxy"]) {
      expect(logVerdict({ ...whole, [missed]: 1 }, [aReading()], nobody)).toBe(
        "none-in-what-was-read",
      );
    }
    for (const doubt of ["transportUnknown", "mutualTlsClaimed"]) {
      expect(logVerdict(whole, [aReading()], { ...nobody, [doubt]: 1 })).toBe(
        "none-in-what-was-read",
      );
    }
  });

  it.each(["logging-off", "not-understood", "forbidden", "no-lines"] as const)(
    "is nothing at all where every log is %s",
    (outcome) => {
      expect(logVerdict(whole, [aReading({ outcome })], nobody)).toBe(
        "nothing-read",
      );
      expect(logVerdict(whole, [], nobody)).toBe("nothing-read");
    },
  );

  it("is plaintext, also where its caller has no name", () => {
    const unnamed = {
      ...nobody,
      notAttributed: { ...nobody.notAttributed, withoutAddress: 1 },
    };
    expect(logVerdict(whole, [aReading()], unnamed)).toBe("plaintext-found");
    const oneOfTwo = {
      ...{ ip: "10.0.0.9", between: [], accepted: 1, refused: 0 },
      lastAtMs: null,
    };
    const doubtful = {
      ...nobody,
      notAttributed: { ...nobody.notAttributed, ambiguous: [oneOfTwo] },
    };
    expect(logVerdict(whole, [aReading()], doubtful)).toBe("plaintext-found");
  });
});
