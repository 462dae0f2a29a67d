import { describe, expect, test } from "vitest";
import type {
  AttributedCallerDto,
  AttributionDto,
  LogSourceDto,
} from "@/lib/api/attribution-contract";
import { LANGUAGES } from "@/lib/words/language";
import {
  isLogMissing,
  leadSentence,
  readSentences,
  unnamedLines,
  unreadSources,
} from "./log-sentences";

type Log = AttributionDto["log"];

function aSource(over: Partial<LogSourceDto> = {}): LogSourceDto {
  return {
    kind: "sidecar",
    namespace: "shop",
    pod: "cart-1",
    container: "istio-proxy",
    about: ["cart-1"],
    outcome: "read",
    lines: 12,
    accessLines: 10,
    notUnderstood: 0,
    missing: "none",
    from: "2026-11-22T10:00:00Z",
    to: "2026-11-22T10:41:07Z",
    filter: "none",
    decidedBy: null,
    since: null,
    problem: null,
    ...over,
  };
}

function aLog(over: Partial<Log> = {}): Log {
  return {
    verdict: "none-in-these-logs",
    sources: [aSource()],
    podsLeftOut: 0,
    podsWithoutZtunnel: 0,
    podsWithoutProxy: 0,
    callers: [],
    moreCallers: 0,
    notAttributed: {
      addresses: [],
      moreAddresses: 0,
      ambiguous: [],
      moreAmbiguous: 0,
      claimedByHeader: 0,
      withoutAddress: 0,
    },
    mutualTls: 0,
    mutualTlsClaimed: 0,
    transportUnknown: 0,
    ...over,
  };
}

function aNode(node: string): AttributedCallerDto {
  return {
    who: { kind: "node", node, apiServer: false },
    pods: [],
    morePods: 0,
    addresses: [],
    moreAddresses: 0,
    ports: [],
    morePorts: 0,
    accepted: 1,
    refused: 0,
    lastAt: null,
    cause: "node",
    object: null,
    remedy: { code: "look-at-node", commands: [] },
  };
}

const aWorkload = (name: string) => ({
  kind: "workload" as const,
  workload: { kind: "Deployment", namespace: "shop", name },
});

const notAttributed = (over: Partial<Log["notAttributed"]>) => ({
  ...aLog().notAttributed,
  ...over,
});

describe("the lead", () => {
  test.each(LANGUAGES)(
    "where nothing was read, never says in %s that nobody called",
    (language) => {
      const said = leadSentence(
        aLog({ verdict: "nothing-read" }),
        "unnamed",
        language,
      );
      expect(said).toMatch(/does not mean that nobody|不表示没有人/);
    },
  );

  test("of a part keeps the door open for the rest", () => {
    expect(
      leadSentence(aLog({ verdict: "none-in-what-was-read" }), "unnamed", "en"),
    ).toContain("What was not read may hold some");
  });

  test("names the first callers, counts the rest, and owns up to what has no name", () => {
    const log = aLog({
      verdict: "plaintext-found",
      callers: ["a", "b", "c", "d"].map(aNode),
      moreCallers: 1_200,
      notAttributed: notAttributed({ withoutAddress: 3 }),
    });
    expect(leadSentence(log, "unnamed", "en")).toBe(
      "1,204 callers in plaintext: Node a, Node b, Node c and 1,201 more. Some of what was logged could not be named; it is listed below.",
    );
  });

  test("of one caller is about one", () => {
    const log = aLog({ verdict: "plaintext-found", callers: [aNode("a")] });
    expect(leadSentence(log, "unnamed", "en")).toBe(
      "1 caller in plaintext: Node a.",
    );
  });

  describe("after the lock", () => {
    const refused = { ...aNode("refused"), accepted: 7, refused: 2 };
    const log = (callers: readonly AttributedCallerDto[], moreCallers = 0) =>
      aLog({ verdict: "plaintext-found", callers: [...callers], moreCallers });

    test("says who is turned away apart from who got in", () => {
      expect(
        leadSentence(log([refused, aNode("before")]), "locked", "en"),
      ).toBe(
        "1 caller is turned away: Node refused. Let in before the lock, or at a port that is open: Node before.",
      );
    });

    test("never calls somebody turned away who only got in", () => {
      expect(leadSentence(log([aNode("before")]), "locked", "en")).toBe(
        "Nobody who could be named is turned away. Let in before the lock, or at a port that is open: Node before.",
      );
    });

    test("says of callers that are not listed neither the one nor the other", () => {
      expect(leadSentence(log([refused], 4), "locked", "en")).toBe(
        "5 callers in plaintext: Node refused and 4 more.",
      );
    });
  });

  test("names nobody where nobody could be named", () => {
    const log = aLog({
      verdict: "plaintext-found",
      notAttributed: notAttributed({ withoutAddress: 1 }),
    });
    expect(leadSentence(log, "unnamed", "en")).toMatch(
      /^No caller could be named\./,
    );
  });
});

test("every call without a name is listed under its reason", () => {
  const lines = unnamedLines(
    aLog({
      notAttributed: {
        addresses: [
          {
            ip: "10.9.8.7",
            place: "outside",
            accepted: 4,
            refused: 0,
            lastAt: null,
          },
        ],
        moreAddresses: 2,
        ambiguous: [
          {
            ip: "10.9.8.6",
            between: ["sleep", "cart"].map(aWorkload),
            moreBetween: 0,
            accepted: 1,
            refused: 2,
            lastAt: null,
          },
          {
            ip: "10.9.8.5",
            between: [aWorkload("report")],
            moreBetween: 0,
            accepted: 1,
            refused: 0,
            lastAt: null,
          },
        ],
        moreAmbiguous: 3,
        claimedByHeader: 5,
        withoutAddress: 6,
      },
      transportUnknown: 7,
    }),
    "en",
    "UTC",
  );
  expect(lines).toEqual([
    "10.9.8.7: outside the cluster · 4 let in",
    "2 more addresses",
    "10.9.8.6: Deployment shop/sleep or Deployment shop/cart; nobody can tell which · 1 let in · 2 refused",
    "10.9.8.5: perhaps Deployment shop/report, which had ended when Lockstep first saw it · 1 let in",
    "3 more addresses that several callers may have had",
    "5 lines with nothing but what a header claims, which proves nothing",
    "6 lines without an address",
    "7 lines that do not say whether they were mutual TLS",
  ]);
});

test("what the answer rests on is said, with what was cut and what was not understood", () => {
  const log = aLog({
    sources: [
      aSource({ missing: "oldest", notUnderstood: 3 }),
      aSource({
        pod: "cart-2",
        outcome: "forbidden",
        accessLines: 0,
        from: null,
        to: null,
      }),
    ],
    mutualTls: 9,
    mutualTlsClaimed: 8,
    podsLeftOut: 4,
  });
  const said = readSentences(log, "en", "UTC");
  expect(said[0]).toBe("1 of 2 logs read, 10 lines of calls");
  expect(said[1]).toMatch(/^from 22 Nov, .* UTC to 22 Nov, .* UTC$/);
  expect(said.slice(2)).toEqual([
    "9 over mutual TLS",
    "8 with a server name as Istio's clients send it, which proves no mutual TLS",
    "3 lines not understood",
    "1 too long: the oldest part was left out",
    "4 more pods were not asked",
  ]);
});

test("logs that were not read stand under their reason, with the server's words", () => {
  const groups = unreadSources(
    aLog({
      sources: [
        aSource(),
        aSource({
          pod: "cart-2",
          outcome: "forbidden",
          problem: "pods/log is forbidden",
        }),
        aSource({ pod: "cart-3", outcome: "forbidden" }),
        aSource({ pod: "cart-4", outcome: "logging-off" }),
      ],
    }),
  );
  expect(groups).toEqual([
    {
      outcome: "forbidden",
      names: ["shop/cart-2", "shop/cart-3"],
      problem: "pods/log is forbidden",
    },
    { outcome: "logging-off", names: ["shop/cart-4"], problem: null },
  ]);
});

test.each<[boolean, LogSourceDto["outcome"]]>([
  [true, "logging-off"],
  [true, "logging-elsewhere"],
  [true, "logging-unknown"],
  [false, "read"],
  [false, "forbidden"],
  [false, "no-lines"],
])("switching the log on could help: %s where it is %s", (help, outcome) => {
  expect(isLogMissing(aLog({ sources: [aSource({ outcome })] }))).toBe(help);
});
