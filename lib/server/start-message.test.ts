import { expect, it } from "vitest";
import { startMessage } from "./start-message";

const problem = (setting: string) => ({
  setting,
  message: `${setting} is missing.`,
  remedy: `Set ${setting}.`,
});

it("lists every problem with its remedy", () => {
  expect(startMessage([problem("A"), problem("B")])).toBe(
    [
      "Lockstep cannot start. 2 settings must be corrected:",
      "",
      "  A is missing.",
      "    Set A.",
      "",
      "  B is missing.",
      "    Set B.",
      "",
    ].join("\n"),
  );
});
