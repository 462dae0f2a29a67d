import { describe, expect, it } from "vitest";
import { aRow, aSnapshot } from "@/components/testing/a-snapshot";
import { LANGUAGES } from "@/lib/words/language";
import { paletteEntries } from "./palette-entries";
import { rankEntries } from "./rank-entries";

const snapshot = aSnapshot({
  services: [aRow(), aRow({ namespace: "edge", name: "gateway" })],
});
const best = (text: string, language: "en" | "zh" = "en") =>
  rankEntries(paletteEntries(snapshot, language), text).results[0];

describe.each(LANGUAGES)("the palette in %s", (language) => {
  it("has one entry per key, each with a name", () => {
    const entries = paletteEntries(snapshot, language);
    const keys = new Set(entries.map(({ key }) => key));
    expect(keys.size).toBe(entries.length);
    expect(entries.filter(({ label }) => label.trim() === "")).toEqual([]);
  });
});

describe("the palette", () => {
  it("leads to a service in the window that is looked at", () => {
    expect(best("gateway")?.command).toEqual({
      do: "go",
      path: "/services/edge/gateway?window=1h",
    });
  });

  it("shows a namespace alone, whatever was filtered before", () => {
    expect(best("edge")?.command).toMatchObject({
      do: "view",
      patch: { ns: ["edge"], q: null, verdict: null },
    });
  });

  it("finds settings by their English words in Chinese too", () => {
    expect(best("still permissive", "zh")?.key).toBe("filter:permissive");
    expect(best("深色", "zh")?.command).toEqual({ do: "theme", theme: "dark" });
  });

  it("has pages and settings before anything is known", () => {
    const kinds = paletteEntries(undefined, "en").map(({ kind }) => kind);
    expect(kinds).toContain("page");
    expect(kinds).not.toContain("service");
  });
});
