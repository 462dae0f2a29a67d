import { troubled } from "@/components/layout/source-health";
import type { Source } from "@/lib/api/contract";

const RANK: Readonly<Record<Source["state"], number>> = {
  down: 0,
  stale: 1,
  forbidden: 2,
  starting: 3,
  absent: 4,
  live: 5,
};

/** A source, and whether its reader has to know of it. */
export interface OrderedSource {
  readonly source: Source;
  readonly troubled: boolean;
  /** Its message stands at the line before already: a whole side fails in one way. */
  readonly saidBefore: boolean;
}

/** What needs looking at first, then by name. */
export function inOrder(sources: readonly Source[]): OrderedSource[] {
  const bad = new Set(troubled(sources));
  const rank = (source: Source) =>
    bad.has(source) ? RANK[source.state] : RANK.live + 1;
  const ordered = [...sources].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      a.what.localeCompare(b.what, "en") ||
      a.id.localeCompare(b.id, "en"),
  );
  return ordered.map((source, at) => ({
    source,
    troubled: bad.has(source),
    saidBefore: source.message === ordered[at - 1]?.message,
  }));
}
