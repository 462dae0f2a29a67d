import { describe, expect, it } from "vitest";
import { actOf } from "./grid-keys";

const key = (name: string, shiftKey = false) => ({ key: name, shiftKey });

describe("actOf", () => {
  it.each([
    [key("Enter"), "open"],
    [key(" "), "choose"],
    [key(" ", true), "choose-range"],
    [key("Escape"), "leave"],
    [key("a"), null],
  ] as const)("on a cell, %j is %s", (pressed, act) => {
    expect(actOf(pressed, false)).toBe(act);
  });

  it("leaves Enter and Space to a button", () => {
    expect(actOf(key("Enter"), true)).toBeNull();
    expect(actOf(key(" "), true)).toBeNull();
  });
});
