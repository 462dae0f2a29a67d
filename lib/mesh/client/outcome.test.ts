import { describe, expect, test } from "vitest";
import type { EnforcementPoint, MutualTlsMode } from "@/lib/mesh/mode";
import type { SentTls } from "./client-tls";
import { callOutcome } from "./outcome";

type Server = [EnforcementPoint, MutualTlsMode | null, string];

const STRICT: Server = ["sidecar", "STRICT", "http"];
const OPEN_HTTP: Server = ["sidecar", "PERMISSIVE", "grpc"];
const OPEN_TCP: Server = ["sidecar", "PERMISSIVE", "tcp"];
const OFF_HTTP: Server = ["sidecar", "DISABLE", "http"];
const OFF_TCP: Server = ["sidecar", "DISABLE", ""];
const BARE: Server = ["none", null, "http"];

/** m, p = works in mutual TLS, plaintext; t = up to the application; else how it fails. */
const TABLE: readonly [string, Server, SentTls, string][] = [
  ["STRICT takes mutual TLS", STRICT, "mutual_tls", "m"],
  ["STRICT closes on plaintext", STRICT, "plaintext", "plaintext-refused"],
  ["STRICT asks one-way TLS for a certificate", STRICT, "tls", "tls-refused"],
  ["PERMISSIVE takes mutual TLS", OPEN_HTTP, "mutual_tls", "m"],
  ["PERMISSIVE takes plaintext", OPEN_HTTP, "plaintext", "p"],
  ["PERMISSIVE drops one-way TLS on HTTP", OPEN_HTTP, "tls", "tls-refused"],
  ["PERMISSIVE hands one-way TLS on TCP to the process", OPEN_TCP, "tls", "t"],
  ["DISABLE takes plaintext", OFF_HTTP, "plaintext", "p"],
  [
    "DISABLE cannot read mutual TLS",
    OFF_HTTP,
    "mutual_tls",
    "mutual-tls-not-understood",
  ],
  [
    "DISABLE hands mutual TLS on TCP to a process that cannot read it",
    OFF_TCP,
    "mutual_tls",
    "mutual-tls-not-understood",
  ],
  ["DISABLE cannot read one-way TLS on HTTP", OFF_HTTP, "tls", "tls-refused"],
  ["DISABLE hands one-way TLS on TCP to the process", OFF_TCP, "tls", "t"],
  ["no proxy takes plaintext", BARE, "plaintext", "p"],
  [
    "no proxy cannot read mutual TLS",
    BARE,
    "mutual_tls",
    "mutual-tls-not-understood",
  ],
  ["no proxy leaves TLS to the process", BARE, "tls", "t"],
  [
    "STRICT where nothing enforces is no STRICT",
    ["sidecar", null, "http"],
    "plaintext",
    "p",
  ],
  [
    "ambient STRICT refuses what is not HBONE",
    ["ztunnel", "STRICT", "http"],
    "mutual_tls",
    "refused-by-ztunnel",
  ],
  [
    "ambient PERMISSIVE takes plaintext",
    ["ztunnel", "PERMISSIVE", "http"],
    "plaintext",
    "p",
  ],
];

function short(outcome: ReturnType<typeof callOutcome>): string {
  switch (outcome.result) {
    case "works":
      return outcome.over === "mutual_tls" ? "m" : "p";
    case "depends-on-application":
      return "t";
    case "fails":
      return outcome.how;
    default:
      return outcome satisfies never;
  }
}

test.each(TABLE)(
  "%s",
  (_name, [enforcement, mode, appProtocol], sends, expected) => {
    const receiver = { enforcement, mode, appProtocol, acceptsHbone: false };
    expect(
      short(
        callOutcome({ proxy: "sidecar", sends, sendsHbone: false }, receiver),
      ),
    ).toBe(expected);
  },
);

describe("HBONE", () => {
  const ambient = {
    enforcement: "ztunnel",
    mode: "STRICT",
    appProtocol: "http",
    acceptsHbone: true,
  } as const;

  test("ztunnel reaches an ambient pod under STRICT", () => {
    expect(
      short(
        callOutcome(
          { proxy: "ztunnel", sends: "plaintext", sendsHbone: true },
          ambient,
        ),
      ),
    ).toBe("m");
  });

  test("a sidecar does so only where sending is on, whatever its rule says", () => {
    const sidecar = { proxy: "sidecar", sends: "plaintext" } as const;
    expect(short(callOutcome({ ...sidecar, sendsHbone: true }, ambient))).toBe(
      "m",
    );
    expect(short(callOutcome({ ...sidecar, sendsHbone: false }, ambient))).toBe(
      "refused-by-ztunnel",
    );
  });

  test("who believes a label that nothing keeps fails, and who sends no HBONE does not", () => {
    const bare = {
      enforcement: "none",
      mode: null,
      appProtocol: "http",
      acceptsHbone: false,
      promisesHboneInVain: true,
    } as const;
    const from = (proxy: EnforcementPoint, sendsHbone: boolean) =>
      short(callOutcome({ proxy, sends: "plaintext", sendsHbone }, bare));
    expect(from("ztunnel", true)).toBe("tunnel-not-taken");
    expect(from("sidecar", true)).toBe("tunnel-not-taken");
    expect(from("sidecar", false)).toBe("p");
    expect(from("none", false)).toBe("p");
  });

  test("a client without proxy never does", () => {
    expect(
      short(
        callOutcome(
          { proxy: "none", sends: "plaintext", sendsHbone: true },
          ambient,
        ),
      ),
    ).toBe("refused-by-ztunnel");
  });

  test("ztunnel sends plain TCP to a sidecar that announces no tunnel", () => {
    const sidecar = {
      enforcement: "sidecar",
      mode: "STRICT",
      appProtocol: "http",
      acceptsHbone: false,
    } as const;
    expect(
      short(
        callOutcome(
          { proxy: "ztunnel", sends: "plaintext", sendsHbone: true },
          sidecar,
        ),
      ),
    ).toBe("plaintext-refused");
  });
});
