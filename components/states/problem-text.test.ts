import { describe, expect, it } from "vitest";
import { words } from "@/lib/words/words";
import { problemText } from "./problem-text";

const REFUSAL = {
  code: "prometheus-down",
  detail: "Nothing usable answers at 127.0.0.1:9.",
  remedy: "Check PROMETHEUS_URL.",
} as const;

describe("a refusal of the API", () => {
  it("is told in English as the server tells it", () => {
    expect(problemText(REFUSAL, "en")).toMatchObject({
      detail: REFUSAL.detail,
      remedy: REFUSAL.remedy,
      quote: null,
    });
  });

  it("is told in Chinese in our own words, and the server's are a quote", () => {
    const { problem } = words("zh");
    expect(problemText(REFUSAL, "zh")).toEqual({
      ...problem["prometheus-down"],
      detail: "",
      quote: REFUSAL.detail,
    });
  });
});
