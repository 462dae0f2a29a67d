/** Services that a search may have missed, because the snapshot does not name all of their callers. Pure. */
import { filterRows, type RowFilter } from "@/components/matrix/row-filter";
import type { ServiceRow } from "@/lib/api/contract";

/**
 * @param found what the filter left
 * @returns how many services without the words in any name that was searched have callers that were not
 */
export function notSearched(
  services: readonly ServiceRow[],
  filter: RowFilter,
  found: readonly ServiceRow[],
): number {
  if (filter.text.trim() === "") return 0;
  const cut = services.filter(hasMoreCallers);
  if (cut.length === 0) return 0;
  const seen = new Set(found);
  return filterRows(cut, { ...filter, text: "" }).filter(
    (row) => !seen.has(row),
  ).length;
}

function hasMoreCallers({ cells }: ServiceRow): boolean {
  return cells.some(({ moreCallers }) => moreCallers > 0);
}
