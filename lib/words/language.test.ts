import { expect, it } from "vitest";
import { pickLanguage } from "./language";

it.each([
  [null, null, "en"],
  [null, "", "en"],
  [null, "zh-CN,zh;q=0.9,en;q=0.8", "zh"],
  [null, "en-US,en;q=0.9,zh;q=0.8", "en"],
  [null, "fr,zh;q=0.4,en;q=0.3", "zh"],
  [null, "en;q=0.1, ZH-Hans ; q=0.7", "zh"],
  [null, "zh;q=0,en;q=0.1", "en"],
  [null, "zh;q=0", "en"],
  [null, "de", "en"],
  [null, ";;q=x,,zh", "zh"],
  ["en", "zh", "en"],
  ["zh", "en", "zh"],
  ["klingon", "zh", "zh"],
  [undefined, undefined, "en"],
] as const)(
  "cookie %j and Accept-Language %j give %s",
  (cookie, acceptLanguage, language) => {
    expect(pickLanguage({ cookie, acceptLanguage })).toBe(language);
  },
);
