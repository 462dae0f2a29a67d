import { describe, expect, it } from "vitest";
import { words } from "@/lib/words/words";
import type { FilterState } from "./criteria";
import { filterChips } from "./filter-chips";

const none: FilterState = {
  q: " ",
  permissive: false,
  policy: [],
  traffic: [],
  verdict: [],
  ns: [],
  caller: [],
  plane: [],
  finding: [],
  calls: [],
  system: true,
};

describe("filterChips", () => {
  it("has none where nothing is hidden", () => {
    expect(filterChips(none, words("en"))).toEqual([]);
  });

  it("says each value by itself, and takes away only that one", () => {
    const chips = filterChips(
      { ...none, policy: ["STRICT", "MIXED"], caller: ["-"] },
      words("en"),
    );
    expect(chips.map(({ label }) => label)).toEqual([
      "Policy: STRICT",
      "Policy: MIXED",
      "Caller: no identity",
    ]);
    expect(chips[0]?.without).toEqual({ policy: ["MIXED"], page: null });
    expect(chips[2]?.without).toEqual({ caller: [], page: null });
  });

  it("has one for every filter of the view, so that none works unseen", () => {
    const all: Required<FilterState> = {
      q: "cart",
      permissive: true,
      policy: ["STRICT"],
      traffic: ["no_traffic"],
      verdict: ["READY"],
      ns: ["shop"],
      caller: ["web"],
      plane: ["ambient"],
      finding: ["policy-shadowed"],
      calls: ["refused"],
      // Its chip counts what it hides, and stands beside the others.
      system: false,
    };
    const parts = filterChips(all, words("zh")).flatMap(({ without }) =>
      Object.keys(without).filter((part) => part !== "page"),
    );
    expect([...parts, "system"].sort()).toEqual(Object.keys(all).sort());
  });
});
