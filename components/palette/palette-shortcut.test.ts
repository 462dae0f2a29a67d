import { expect, it } from "vitest";
import { opensPalette } from "./palette-shortcut";

const press = {
  key: "k",
  code: "KeyK",
  ctrlKey: true,
  metaKey: false,
  altKey: false,
  shiftKey: false,
};

it.each([
  [{}, true],
  [{ ctrlKey: false, metaKey: true }, true],
  [{ key: "л" }, true],
  [{ key: "K" }, true],
  [{ ctrlKey: false }, false],
  [{ shiftKey: true }, false],
  [{ altKey: true }, false],
  [{ metaKey: true }, false],
  [{ key: "j", code: "KeyJ" }, false],
])("%j opens the palette: %s", (over, opens) => {
  expect(opensPalette({ ...press, ...over })).toBe(opens);
});
