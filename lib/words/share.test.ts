import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatShare } from "./share";

describe("a share of mutual TLS", () => {
  it.each([
    [0, 0, "–"],
    [0, 5, "0 %"],
    [5, 5, "100 %"],
    [1, 2, "50 %"],
    [1, 3, "33 %"],
    [2, 3, "66 %"],
    [931, 1_000, "93.1 %"],
    [9_921, 10_000, "99.21 %"],
    [99_996, 100_000, "99.996 %"],
    [999_999_999, 1_000_000_000, "99.999999 %"],
    [1, 1_000, "< 1 %"],
    [995, 1_000, "99.5 %"],
    [Number.NaN, 5, "0 %"],
    [5, Number.NaN, "–"],
    [4.9, 5, "80 %"],
  ])("%d of %d is %s", (mutualTls, total, expected) => {
    expect(formatShare(mutualTls, total).replaceAll("\u00a0", " ")).toBe(
      expected,
    );
  });

  it("is 100 % exactly when nothing is missing", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (mutualTls, missing) => {
        fc.pre(mutualTls + missing > 0);
        const share = formatShare(mutualTls, mutualTls + missing);
        return share.startsWith("100") === (missing === 0);
      }),
    );
  });

  it("is never written greater than it is", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1 }), (mutualTls, missing) => {
        const total = mutualTls + missing;
        const share = formatShare(mutualTls, total);
        if (share.startsWith("<"))
          return mutualTls > 0 && mutualTls * 100 < total;
        const written = Number.parseFloat(share);
        return written <= (mutualTls / total) * 100 + 1e-12;
      }),
    );
  });
});
