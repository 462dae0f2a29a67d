/** Which entries answer to what was typed, best first. Pure. */
import { compareText } from "@/lib/mesh/age-order";
import { matchRank } from "./match-rank";
import type { PaletteEntry } from "./palette-entry";

/** More results than this are not drawn; who does not see the right one types another letter. */
const RESULTS_LIMIT = 50;

export interface Ranked {
  readonly results: readonly PaletteEntry[];
  /** How many there are, shown or not. */
  readonly matching: number;
}

/**
 * A name that starts with the text stands before one with a word that does, and that before one that
 * merely contains it. Each of several words must match.
 */
export function rankEntries(
  entries: readonly PaletteEntry[],
  text: string,
  limit = RESULTS_LIMIT,
): Ranked {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    return { results: entries.slice(0, limit), matching: entries.length };
  }
  const byRank: PaletteEntry[][] = [];
  let matching = 0;
  for (const entry of entries) {
    const rank = rankOf(entry, words);
    if (rank === null) continue;
    matching += 1;
    const equals = byRank[rank];
    if (equals) equals.push(entry);
    else byRank[rank] = [entry];
  }
  const results: PaletteEntry[] = [];
  // Sparse: `forEach` goes by rank and leaves out those that nothing has.
  byRank.forEach((equals) => {
    if (results.length >= limit) return;
    equals.sort(closest);
    results.push(...equals.slice(0, limit - results.length));
  });
  return { results, matching };
}

/** Names before settings, the shorter one first; settings keep their order. */
function closest(a: PaletteEntry, b: PaletteEntry): number {
  const [first, second] = [isName(a), isName(b)];
  if (!first || !second) return Number(second) - Number(first);
  return a.label.length - b.label.length || compareText(a.label, b.label);
}

function isName({ kind }: PaletteEntry): boolean {
  return kind === "service" || kind === "namespace";
}

/** The sum over the words; 0 is best. A match by another term than its own name counts one worse. */
function rankOf(entry: PaletteEntry, words: readonly string[]): number | null {
  let sum = 0;
  for (const word of words) {
    let best: number | null = null;
    for (const [place, term] of entry.terms.entries()) {
      const rank = matchRank(term, word);
      if (rank === null) continue;
      const cost = rank * 2 + Math.min(place, 1);
      if (best === null || cost < best) best = cost;
    }
    if (best === null) return null;
    sum += best;
  }
  return sum;
}
