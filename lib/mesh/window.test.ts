import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  isUsualWindow,
  MAX_WINDOW_S,
  MIN_WINDOW_S,
  parseWindow,
  WINDOWS,
  windowOfSeconds,
  windowSeconds,
  windowText,
} from "./window";

describe("parseWindow", () => {
  it.each(WINDOWS)("keeps the usual %s under its own name", (window) => {
    expect(parseWindow(window)).toBe(window);
    expect(isUsualWindow(window)).toBe(true);
  });

  it.each([
    ["60m", "1h"],
    ["1d", "24h"],
    ["1440m", "24h"],
    ["72h", "3d"],
    ["43200m", "30d"],
    ["90m", "90m"],
    ["36h", "36h"],
    ["2160m", "36h"],
    ["48h", "2d"],
    ["240h", "10d"],
    ["43199m", "43199m"],
  ])("knows %s by the one name %s", (text, name) => {
    expect(parseWindow(text)).toBe(name);
  });

  it.each([
    "",
    "5",
    "4m",
    "0h",
    "05m",
    "31d",
    "721h",
    "43201m",
    "99999999999d",
    "1.5h",
    "-5m",
    "+5m",
    "5M",
    " 5m",
    "5m\n",
    "1h30m",
    "5s",
    "1w",
    "٥m",
    "1e1m",
    "toString",
  ])("makes nothing of %j", (text) => {
    expect(parseWindow(text)).toBeNull();
  });
});

it("gives every length one name, which means that length", () => {
  const names = new Set<string>();
  for (let s = MIN_WINDOW_S; s <= MAX_WINDOW_S; s += 60) {
    const window = windowOfSeconds(s);
    if (window === null) throw new Error(`${s} has no name`);
    names.add(window);
    if (parseWindow(window) !== window || windowSeconds(window) !== s) {
      throw new Error(`${window} is not ${s} s`);
    }
  }
  expect(names.size).toBe((MAX_WINDOW_S - MIN_WINDOW_S) / 60 + 1);
});

it("names no length that is not whole minutes", () => {
  expect(windowOfSeconds(330)).toBeNull();
  expect(windowOfSeconds(Number.NaN)).toBeNull();
  expect(windowOfSeconds(Number.POSITIVE_INFINITY)).toBeNull();
});

describe("windowText", () => {
  it("answers with the one name", () => {
    expect(windowText.parse("120m")).toBe("2h");
  });

  it.each(["abc", "31d", "4m"])("says once what %s should be", (text) => {
    const { error } = windowText.safeParse(text);
    expect(error?.issues.map(({ message }) => message)).toEqual([
      "must be minutes, hours or days from 5m to 30d, e.g. 90m, 36h or 10d",
    ]);
  });

  it("is described by its pattern", () => {
    expect(z.toJSONSchema(windowText, { io: "input" })).toMatchObject({
      type: "string",
      pattern: "^[1-9]\\d{0,4}[mhd]$",
    });
  });
});
