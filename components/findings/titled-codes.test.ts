import { describe, expect, it } from "vitest";
import { findingsQuerySchema } from "@/lib/api/findings-contract";
import { words } from "@/lib/words/words";
import { titledCodes } from "./titled-codes";

describe("codes by their title", () => {
  it.each(["en", "zh"] as const)(
    "are found in %s, each at its word",
    (language) => {
      const { title } = words(language).finding.codes["policy-shadowed"];
      const [word = ""] = title.toLowerCase().split(" ");
      const found = titledCodes(`web ${word}`, language) ?? "";
      expect(found.split(",")).toContain("1.policy-shadowed");
      expect(findingsQuerySchema.safeParse({ titled: found }).success).toBe(
        true,
      );
    },
  );

  it("are not asked of a letter, nor of a word that no title has", () => {
    expect(titledCodes("a", "en")).toBeUndefined();
    expect(titledCodes("leftover-299", "en")).toBeUndefined();
  });
});
