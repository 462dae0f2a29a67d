import { describe, expect, it } from "vitest";
import { NO_COUNTS, roundAgainstUs } from "./counts";

const MAX = Number.MAX_SAFE_INTEGER;

describe("whole numbers, whatever was counted", () => {
  it.each([
    [1e300, MAX],
    [2 ** 53, MAX],
    [3.0000000000000004, 3],
    [2.2, 2],
    [0.9, 0],
    [-5, 0],
    [Number.NaN, 0],
    [Number.POSITIVE_INFINITY, 0],
    [Number.NEGATIVE_INFINITY, 0],
  ])("mutual TLS of %d is never more than was seen: %d", (count, whole) => {
    expect(roundAgainstUs({ ...NO_COUNTS, mutualTls: count })).toEqual({
      ...NO_COUNTS,
      mutualTls: whole,
    });
  });

  it.each([
    [1e300, MAX],
    [2 ** 53, MAX],
    [3.0000000000000004, 3],
    [2.2, 3],
    [1e-9, 1],
    [0, 0],
    [-5, 0],
    [Number.NaN, MAX],
    [Number.POSITIVE_INFINITY, MAX],
  ])("anything else of %d is never less: %d", (count, whole) => {
    expect(
      roundAgainstUs({ mutualTls: 0, plaintext: count, noStatement: count }),
    ).toEqual({ mutualTls: 0, plaintext: whole, noStatement: whole });
  });
});
