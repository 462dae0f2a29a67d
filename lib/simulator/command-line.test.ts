import { describe, expect, it } from "vitest";
import { readCommandLine } from "./command-line";

describe("the command line", () => {
  it("is read", () => {
    expect(
      readCommandLine([
        "--scenario",
        "shop",
        "--seed",
        "9",
        "--port",
        "0",
        "--frozen-clock",
      ]),
    ).toEqual({
      scenario: "shop",
      seed: 9,
      port: 0,
      frozenClock: true,
      json: false,
      churnPerS: 0,
      help: false,
    });
  });

  it.each([
    [
      ["--scenario", "shoe"],
      "there is no such scenario, only migration, migration-1.4, shop, ",
    ],
    [["--port", "http"], "--port http: a whole number is needed"],
    [["--churn", "fast"], "--churn fast: a number from 0 to 200 is needed"],
    [["--sceanrio", "shop"], "Unknown option"],
  ])("%j is refused in one sentence", (args, words) => {
    expect(() => readCommandLine(args)).toThrow(words);
  });
});
