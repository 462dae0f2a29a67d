import { describe, expect, it } from "vitest";
import { estimatedWidth, shorten, wrap } from "./text-width";

const FONT = { size: 10 };
/** Every character is as wide as the letters are high. */
const square = (text: string) => [...text].length * 10;

describe("shorten", () => {
  it("leaves what fits as it is, and cuts the rest with an ellipsis within the room", () => {
    expect(shorten("cart", 40, FONT, square)).toBe("cart");
    expect(shorten("checkout", 40, FONT, square)).toBe("che…");
    expect(shorten("checkout", 0, FONT, square)).toBe("…");
  });

  it("never cuts a character in half", () => {
    expect(shorten("𠮷𠮷𠮷𠮷", 30, FONT, square)).toBe("𠮷𠮷…");
  });
});

describe("wrap", () => {
  it("breaks between words and loses none of them", () => {
    const lines = wrap("one two three four", 100, 5, FONT, square);
    expect(lines).toEqual(["one two", "three four"]);
  });

  it("shows by an ellipsis that more would have followed", () => {
    const lines = wrap("one two three four", 80, 2, FONT, square);
    expect(lines).toEqual(["one two", "three f…"]);
  });

  it("breaks Chinese anywhere, but never before a stop", () => {
    expect(wrap("流量未知。", 40, 2, FONT, square)).toEqual(["流量未", "知。"]);
  });
});

describe("estimatedWidth", () => {
  it("takes Chinese for wider than Latin, and capitals for wider than small letters", () => {
    const width = (text: string) => estimatedWidth(text, FONT);
    expect(width("明文")).toBeGreaterThan(width("ab"));
    expect(width("STRICT")).toBeGreaterThan(width("strict"));
  });
});
