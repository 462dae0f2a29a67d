import { describe, expect, it } from "vitest";
import { words } from "./words";

const texts = textsOf(words("zh"), "zh");

/** Every text of the dictionary, and every function that makes one, as it is written. */
function textsOf(part: unknown, place: string): string[] {
  if (typeof part === "string" || typeof part === "function") {
    return [`${place} ${part}`];
  }
  return Object.entries(part ?? {}).flatMap(([key, value]) =>
    textsOf(value, `${place}.${key}`),
  );
}

function placesWith(pattern: RegExp): string[] {
  return texts.filter((text) => pattern.test(text));
}

describe("the Chinese words", () => {
  it("can all be looked through", () => {
    expect(placesWith(/\p{Script=Han}/u).length).toBeGreaterThan(700);
  });

  it("have no half-width marks beside Chinese letters", () => {
    expect(placesWith(/\p{Script=Han}[,;:!?]|[,;:!?]\p{Script=Han}/u)).toEqual(
      [],
    );
  });

  it.each([
    ["a time window", /时间窗(?!口)|(?<!时间)窗口/],
    ["mutual TLS", /双向TLS|相互 ?TLS|双向 mTLS/i],
    ["plaintext", /纯文本|未加密/],
    ["strict", /严厉|严苛/],
    ["permissive", /宽松|宽泛/],
    // "Check the result" is no finding.
    ["a finding", /(?<!请)检查结果|诊断结果|未发现|才发现/],
    ["a caller", /调用者/],
  ])("have one word for %s", (_, other) => {
    expect(placesWith(other)).toEqual([]);
  });

  it("name a thing and what it is with a mark of their own", () => {
    expect(words("zh").interface.titled("结论", "受阻")).toBe("结论\uff1a受阻");
    expect(words("en").interface.titled("Verdict", "Blocked")).toBe(
      "Verdict: Blocked",
    );
  });
});
