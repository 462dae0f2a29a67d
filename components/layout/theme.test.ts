import { expect, it } from "vitest";
import { parseTheme } from "./theme";

it("takes every cookie that is no theme for no choice", () => {
  expect(parseTheme("dark")).toBe("dark");
  expect(parseTheme(undefined)).toBe("system");
  expect(parseTheme("<script>")).toBe("system");
});
