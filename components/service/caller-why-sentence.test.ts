import { describe, expect, test } from "vitest";
import { LANGUAGES } from "@/lib/words/language";
import type { CallerWhy } from "./caller-why";
import { callerWhySentence } from "./caller-why-sentence";

const rule = { kind: "DestinationRule", namespace: "bar", name: "httpbin" };
const ALL: readonly CallerWhy[] = [
  { kind: "no-name" },
  { kind: "unexplained" },
  { kind: "rule", namespace: "web", rule },
  { kind: "auto-mtls-off", namespace: "web" },
  { kind: "inferred", namespace: "web" },
  { kind: "told-mutual-tls", namespace: "web" },
];

describe.each(LANGUAGES)("in %s", (language) => {
  test.each(ALL)("$kind has a sentence and a remedy", (why) => {
    const { title, remedy } = callerWhySentence(why, language);
    expect(title).toMatch(/[.。]$/);
    expect(remedy).toMatch(/[.。]$/);
    if ("namespace" in why) expect(title).toContain("web");
  });
});

test("a rule is named as it can be looked up", () => {
  expect(
    callerWhySentence({ kind: "rule", namespace: "web", rule }, "en").title,
  ).toBe(
    "DestinationRule bar/httpbin tells clients in web not to use mutual TLS.",
  );
});
