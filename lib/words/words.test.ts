import { describe, expect, it } from "vitest";
import { PROBLEM_CODES } from "@/lib/api/problem-contract";
import { REASON_CODES } from "@/lib/mesh/readiness/reason";
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

  it("calls a service of which nothing is known the same everywhere; no evidence is said of calls", () => {
    const w = words(language);
    const name = w.verdict.UNKNOWN.label.toLowerCase();
    expect(w.page.progress.UNKNOWN).toBe(name);
    expect(w.traffic.no_evidence.label).not.toBe(name);
  });

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
    "收到明文:1,214 次请求,来自 legacy/sleep 和 1 个未识别的调用方。"
      .replace(":", "\uff1a")
      .replace("请求,", "请求\uff0c"),
  );
});

describe("a plan's introduction", () => {
  it.each(LANGUAGES)(
    "says in %s who is refused only as the plan does",
    (language) => {
      const { intro } = words(language).enforcement;
      const claim = language === "en" ? /refused/ : /被拒绝/;
      for (const action of ["require-mutual-tls", "undo-mutual-tls"] as const) {
        expect(intro[action]("httpbin", "foo", true)).toMatch(claim);
        expect(intro[action]("httpbin", "foo", false)).not.toMatch(claim);
      }
    },
  );

  it("promises to restore only what Lockstep changed", () => {
    for (const language of LANGUAGES) {
      const { enforcement, action } = words(language);
      for (const text of [
        enforcement.intro.unlock("httpbin", "foo"),
        action.unlock.sentence,
      ]) {
        expect(text).toContain("Lockstep");
      }
    }
  });
});

it.each([
  [1, 1, "1 of 1 pod has no proxy", "1 个 Pod 中有 1 个没有代理"],
  [1, 3, "1 of 3 pods has no proxy", "3 个 Pod 中有 1 个没有代理"],
  [2, 3, "2 of 3 pods have no proxy", "3 个 Pod 中有 2 个没有代理"],
])("%i without a proxy of %i reads naturally", (without, pods, en, zh) => {
  const reason = {
    code: "pods-without-proxy",
    params: { without, pods },
    objects: [],
  } as const;
  expect(reasonSentence(reason, "en").title).toContain(en);
  expect(reasonSentence(reason, "zh").title).toContain(zh);
});

it("names the ports that an exception leaves open", () => {
  const reason = {
    code: "exceptions-remain",
    params: { ports: "httpbin:9100 PERMISSIVE" },
    objects: [{ kind: "PeerAuthentication", namespace: "foo", name: "x" }],
  } as const;
  expect(reasonSentence(reason, "en").title).toBe(
    "An explicit exception remains: httpbin:9100 PERMISSIVE (PeerAuthentication foo/x).",
  );
  expect(reasonSentence(reason, "zh").title).toContain(
    "httpbin:9100 PERMISSIVE",
  );
});

it.each([
  [1, "1 caller seen in this window would be refused."],
  [2, "2 callers seen in this window would be refused."],
])("counts %i refused callers", (callers, sentence) => {
  const reason = { code: "callers-refused", params: { callers }, objects: [] };
  expect(
    reasonSentence({ ...reason, code: "callers-refused" }, "en").title,
  ).toBe(sentence);
});

it("does not call telemetry silent where every pod reports", () => {
  const title = (reporting: number) =>
    reasonSentence(
      { code: "no-evidence", params: { reporting, pods: 3 }, objects: [] },
      "en",
    ).title;
  expect(title(0)).toBe(
    "Telemetry says nothing about this service (0 of 3 pods report).",
  );
  expect(title(3)).not.toContain("says nothing");
});

it.each([
  ["en", /wait/i, /shorter/i],
  ["zh", /等到/, /更短/],
] as const)(
  "says in %s to wait where callers were refused, never to look away",
  (language, wait, lookAway) => {
    const { remedy } = reasonSentence(
      { code: "was-strict", params: {}, objects: [] },
      language,
    );
    expect(remedy).toMatch(wait);
    expect(remedy).not.toMatch(lookAway);
  },
);

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
