import { expect, test } from "vitest";
import { LANGUAGES } from "./language";
import { reasonSentence } from "./reason-sentence";
import { words } from "./words";

const FACTS = {
  requests: 0,
  connections: 214,
  callers: 1,
  named: "legacy/sleep",
  unnamed: 0,
  windowS: 300,
  agoS: 41,
};

test("says who still knocks, how often, and when last", () => {
  const reason = {
    code: "still-knocking",
    params: FACTS,
    objects: [],
  } as const;
  expect(reasonSentence(reason, "en").title).toBe(
    "Still knocking: 214 connections from legacy/sleep refused in the last 5 minutes, the latest 41 seconds ago.",
  );
  expect(reasonSentence(reason, "zh").title).toBe(
    "仍有明文访问（最近 5 分钟内\uff0c最后一次在 41 秒钟前）：214 个连接被拒绝\uff0c来自 legacy/sleep。",
  );
});

test.each(LANGUAGES)(
  "does not lay at PeerAuthentication's door what an AuthorizationPolicy may have refused (%s)",
  (language) => {
    const { turnedAway } = words(language).service;
    const reason = {
      code: "still-knocking",
      params: FACTS,
      objects: [],
    } as const;
    expect(turnedAway.certainty.refused).toMatch(
      /PeerAuthentication.*AuthorizationPolicy/,
    );
    expect(reasonSentence(reason, language).remedy).toContain(
      "AuthorizationPolicy",
    );
  },
);

test("does not call a failure a refusal, and says what else it may be", () => {
  const { agoS: _, ...params } = { ...FACTS, requests: 1, connections: 0 };
  const reason = { code: "calls-failed", params, objects: [] } as const;
  expect(reasonSentence(reason, "en").title).toBe(
    "Calls failed: 1 request from legacy/sleep in the last 5 minutes. A server that is down looks the same.",
  );
});
