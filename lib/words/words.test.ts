import { describe, expect, it } from "vitest";
import { PROBLEM_CODES } from "@/lib/api/contract";
import { REASON_CODES } from "@/lib/mesh/reason";
import { LANGUAGES } from "./language";
import { reasonSentence } from "./reason-sentence";
import { words } from "./words";

const PLAINTEXT = {
  code: "plaintext-seen",
  params: {
    requests: 1_214,
    connections: 0,
    callers: 2,
    named: "legacy/sleep",
    unnamed: 1,
  },
  objects: [],
} as const;

describe.each(LANGUAGES)("in %s", (language) => {
  it.each(REASON_CODES)(
    "the reason %s has a sentence and a remedy, whatever it carries",
    (code) => {
      const bare = reasonSentence({ code, params: {}, objects: [] }, language);
      const full = reasonSentence(
        {
          code,
          params: {
            namespace: "bar",
            reporting: 1,
            pods: 3,
            without: 2,
            services: "a, b",
            owner: "Flux",
          },
          objects: [
            { kind: "PeerAuthentication", namespace: "foo", name: "x" },
          ],
        },
        language,
      );
      for (const { title, remedy } of [bare, full]) {
        expect(title).toMatch(/[.。]$/);
        expect(remedy).toMatch(/[.。]$/);
        expect(`${title}${remedy}`).not.toMatch(/undefined|NaN|null| {2}/);
      }
    },
  );

  it.each(PROBLEM_CODES)(
    "the problem %s has a sentence and a remedy",
    (code) => {
      const { title, remedy } = words(language).problem[code];
      expect(title).not.toBe("");
      expect(remedy).not.toBe("");
    },
  );
});

it("says who sent how much plaintext, in its own unit", () => {
  expect(reasonSentence(PLAINTEXT, "en").title).toBe(
    "Plaintext arrived: 1,214 requests from legacy/sleep and 1 caller without a name.",
  );
  expect(reasonSentence(PLAINTEXT, "zh").title).toBe(
    "收到明文:1,214 次请求,来自 legacy/sleep和1 个没有名字的调用方。"
      .replace(":", "\uff1a")
      .replace("请求,", "请求\uff0c"),
  );
});

it("never adds requests and connections", () => {
  const both = { ...PLAINTEXT, params: { requests: 2, connections: 1 } };
  expect(reasonSentence(both, "en").title).toBe(
    "Plaintext arrived: 2 requests and 1 connection.",
  );
});

it("says ? for a figure it does not have, never zero", () => {
  const { title } = reasonSentence(
    { code: "partial-coverage", params: { pods: 3 }, objects: [] },
    "en",
  );
  expect(title).toBe("Only ? of 3 pods send telemetry.");
});

it("writes Chinese with its own punctuation", () => {
  const sentences = REASON_CODES.map((code) =>
    reasonSentence({ code, params: {}, objects: [] }, "zh"),
  );
  const text = JSON.stringify(
    sentences.map(({ title, remedy }) => title + remedy),
  );
  expect(text).not.toMatch(/[\u4e00-\u9fff][,;:?!(]/);
});
