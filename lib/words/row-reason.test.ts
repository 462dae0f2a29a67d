import { describe, expect, it } from "vitest";
import { reason } from "@/lib/mesh/readiness/reason";
import { reasonSentence } from "./reason-sentence";
import { rowReason } from "./row-reason";

const plaintext = reason("plaintext-seen", "block", {
  requests: 529,
  connections: 0,
  named: "batch/report",
  unnamed: 2,
});

describe("rowReason", () => {
  it("names who sends plaintext and leaves the figures to the row's own columns", () => {
    expect(rowReason(plaintext, "en")).toBe(
      "Plaintext from batch/report and 2 unnamed callers",
    );
    expect(rowReason(plaintext, "zh")).toBe(
      "明文，来自 batch/report 和 2 个未识别的调用方",
    );
  });

  it("says how much telemetry there is behind a good and behind a missing word", () => {
    const pods = { pods: 3, reporting: 3 };
    expect(rowReason(reason("only-mutual-tls-seen", "info", pods), "en")).toBe(
      "Only mutual TLS · 3 of 3 pods",
    );
    const none = { pods: 1, reporting: 0 };
    expect(rowReason(reason("no-evidence", "warn", none), "en")).toBe(
      "No telemetry · 0 of 1 pod",
    );
  });

  it("never says that a service is locked without the ports that stay open", () => {
    const locked = (open: string) => reason("locked", "info", { open });
    expect(rowReason(locked("9102"), "en")).toBe("but port 9102 stays open");
    expect(rowReason(locked("9102, 9103"), "en")).toBe(
      "but ports 9102 and 9103 stay open",
    );
    expect(rowReason(locked("1, 2, 3, *"), "en")).toBe(
      "but ports 1, 2 and 2 more stay open",
    );
    expect(rowReason(locked("*"), "en")).toBe("but undeclared ports stay open");
    expect(rowReason(locked("9102"), "zh")).toBe("但端口 9102 仍开放");
    const knocking = reason("still-knocking", "info", {
      requests: 0,
      connections: 3,
      named: "batch/report",
      unnamed: 0,
      open: "9102",
    });
    expect(rowReason(knocking, "en")).toBe(
      "3 connections refused from batch/report · port 9102 stays open",
    );
  });

  it("does not send anybody home while a port stays open", () => {
    const { title, remedy } = reasonSentence(
      reason("locked", "info", { open: "9102" }),
      "en",
    );
    expect(title).toContain("port 9102 stays open");
    expect(remedy).not.toContain("Nothing to do");
  });

  it("is the whole sentence where there is no shorter one", () => {
    const gap = reason("window-not-covered", "warn");
    expect(rowReason(gap, "en")).toBe(reasonSentence(gap, "en").title);
  });
});
