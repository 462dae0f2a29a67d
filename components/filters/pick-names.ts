/** Which names a short list offers, out of very many. Pure. */
import { matchRank } from "@/components/palette/match-rank";

export interface PickedNames {
  readonly names: readonly string[];
  /** How many more there are. */
  readonly more: number;
}

/** What is chosen stands first and stays; then the best matches, in their order, up to `limit`. */
export function pickNames(
  all: Iterable<string>,
  chosen: readonly string[],
  text: string,
  limit: number,
): PickedNames {
  const ranks: string[][] = [[], [], []];
  let matching = 0;
  for (const name of all) {
    if (chosen.includes(name)) continue;
    const rank = matchRank(name, text);
    if (rank === null) continue;
    matching += 1;
    ranks[rank]?.push(name);
  }
  const offered = ranks.flat().slice(0, limit);
  return { names: [...chosen, ...offered], more: matching - offered.length };
}
