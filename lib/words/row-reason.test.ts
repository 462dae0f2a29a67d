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

  it("is the whole sentence where there is no shorter one", () => {
    const gap = reason("window-not-covered", "warn");
    expect(rowReason(gap, "en")).toBe(reasonSentence(gap, "en").title);
  });
});
