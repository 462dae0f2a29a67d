import { expect, it } from "vitest";
import { WINDOWS } from "@/lib/mesh/window";
import { readTyped, typedOf } from "./custom-window";

it.each([
  ["90", "m", "90m"],
  [" 090 ", "m", "90m"],
  ["９０", "m", "90m"],
  ["60", "m", "1h"],
  ["36", "h", "36h"],
  ["30", "d", "30d"],
] as const)("takes %j %s for %s", (amount, unit, window) => {
  expect(readTyped({ amount, unit })).toEqual({ window });
});

it.each([
  ["", "m", "number"],
  ["1.5", "h", "number"],
  ["-5", "m", "number"],
  ["1e3", "m", "number"],
  ["ten", "d", "number"],
  ["0", "h", "short"],
  ["4", "m", "short"],
  ["31", "d", "long"],
  ["721", "h", "long"],
  ["9".repeat(400), "m", "long"],
] as const)("says what is wrong with %j %s", (amount, unit, problem) => {
  expect(readTyped({ amount, unit })).toEqual({ problem });
});

it.each(WINDOWS)(
  "fills the form for %s so that it reads the same",
  (window) => {
    expect(readTyped(typedOf(window))).toEqual({ window });
  },
);
