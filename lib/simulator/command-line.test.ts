import { describe, expect, it } from "vitest";
import { DEMO_USAGE, readCommandLine, SIMULATOR_USAGE } from "./command-line";

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

describe("the help", () => {
  it("of the demo names the port it listens on, and no option it does not obey", () => {
    expect(DEMO_USAGE).toMatch(/--port N .*3000/);
    expect(DEMO_USAGE).not.toMatch(/--json|--frozen-clock/);
  });

  it.each([
    ["demo", DEMO_USAGE],
    ["simulator", SIMULATOR_USAGE],
  ])("of the %s names only options there are", (_, usage) => {
    const named = usage.match(/^ {2}--[a-z-]+( [A-Z]+)?/gm) ?? [];
    expect(named.length).toBeGreaterThan(3);
    for (const option of named) {
      const [name = "", value] = option.trim().split(" ");
      const example = value === "NAME" ? "shop" : "3";
      expect(() =>
        readCommandLine(value ? [name, example] : [name]),
      ).not.toThrow();
    }
  });
});
