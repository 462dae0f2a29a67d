import { describe, expect, it } from "vitest";
import {
  aCell,
  aKnockingCell,
  aRow,
  aVerdict,
  aVerdictWithOpenPorts,
  READING,
  someCounts,
} from "@/components/testing/a-snapshot";
import { cellSentence } from "./cell-sentence";

const row = aRow({ namespace: "foo", name: "httpbin" });
const say = (
  over: Partial<Parameters<typeof cellSentence>[0]>,
  language: "en" | "zh" = "en",
) =>
  cellSentence(
    { row, client: "legacy", cell: undefined, asOf: READING, ...over },
    language,
  );

describe("cellSentence", () => {
  it("names service, caller, count and policy", () => {
    const requests = someCounts({ plaintext: 214 });
    const cell = aCell({ client: "legacy", traffic: "plaintext", requests });
    expect(say({ cell })).toBe(
      "httpbin in foo, called from legacy: 214 plaintext requests, policy PERMISSIVE",
    );
    expect(say({ cell }, "zh")).toContain("214 次请求，全为明文");
  });

  it("says of plaintext at a locked service with an open port that it was let in, and by what", () => {
    const requests = someCounts({ plaintext: 240 });
    const cell = aCell({ client: "legacy", traffic: "plaintext", requests });
    const ajar = aRow({ mode: "STRICT", verdict: aVerdictWithOpenPorts() });
    expect(say({ row: ajar, cell })).toContain(
      "240 plaintext requests, let in: port 9102 stays open, or the lock came later",
    );
    expect(say({ row: ajar, cell })).not.toContain("refused");
    expect(say({ row: ajar, cell }, "zh")).toContain("已放行");
    expect(say({ row: ajar, cell: aCell() })).not.toContain("let in");
  });

  it("keeps requests and connections apart", () => {
    const cell = aCell({
      requests: someCounts({ mutualTls: 998, plaintext: 2 }),
      connections: someCounts({ mutualTls: 1 }),
    });
    expect(say({ cell })).toContain(
      "2 plaintext of 1,000 requests, 1 connection, all mutual TLS",
    );
  });

  it("says of a caller that is only turned away how often, when, and that nothing else was seen", () => {
    expect(say({ cell: aKnockingCell() })).toBe(
      "httpbin in foo, called from legacy: 12 connections turned away, last time now, none let in, policy PERMISSIVE",
    );
    expect(say({ cell: aKnockingCell() }, "zh")).toContain("12 个连接被拒绝");
    const { coverage } = aRow();
    const blind = aRow({ coverage: { ...coverage, complete: false } });
    const sentence = say({ row: blind, cell: aKnockingCell() });
    expect(sentence).toContain("12 connections turned away");
    expect(sentence).not.toContain("none let in");
  });

  it("says both of a client that is let in and turned away", () => {
    const refused = { requests: 1, connections: 0, lastAt: null };
    expect(say({ cell: aCell({ refused }) })).toContain(
      "10 requests, all mutual TLS, 1 request turned away, policy",
    );
  });

  it("never says all mutual TLS where some calls carry no statement", () => {
    const requests = someCounts({ mutualTls: 5, noStatement: 1 });
    const sentence = say({ cell: aCell({ requests }) });
    expect(sentence).toContain("1 request without a statement");
    expect(sentence).not.toContain("all mutual TLS");
  });

  it("tells no calls from no evidence, and names the pods that are silent", () => {
    expect(say({})).toContain("no calls seen");
    const incomplete = (reportingPods: number) => {
      const coverage = { reportingPods, proxiedPods: 3, pods: 3 };
      return aRow({ coverage: { ...coverage, complete: false } });
    };
    expect(say({ row: incomplete(0) })).toContain(
      "no evidence, telemetry says nothing",
    );
    expect(say({ row: incomplete(1) })).toContain(
      "no evidence, only 1 of 3 pods report",
    );
    expect(say({ row: incomplete(3) })).toContain(
      "no evidence, telemetry is incomplete",
    );
  });

  it("says when plaintext was last seen, by the clock of the figures", () => {
    const cell = aCell({
      requests: someCounts({ plaintext: 1 }),
      lastPlaintextAt: "2026-11-22T10:40:00Z",
    });
    expect(say({ cell })).toContain("last plaintext 2 min. ago");
    expect(say({ cell, asOf: null })).not.toContain("last plaintext");
  });

  it("says whether a caller is refused now or would be", () => {
    const cell = aCell({
      requests: someCounts({ plaintext: 1 }),
      refusedWhenStrict: true,
    });
    expect(say({ cell })).toContain("would be refused by STRICT");
    const locked = aRow({ verdict: aVerdict("LOCKED") });
    expect(say({ cell, row: locked })).toContain("refused now");
  });

  it("calls clients without a name clients without identity", () => {
    expect(say({ client: null })).toContain("clients without identity");
  });
});
