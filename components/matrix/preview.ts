/** For which services the page shows what STRICT would refuse. Pure. */
import type { ServiceRow } from "@/lib/api/contract";
import { rowKey } from "./row-order";
import { parseSelection } from "./selection";

/** Everything, or services by "namespace/name"; the empty list is no preview. */
export type Preview = "all" | readonly string[];

export type Previewed = (row: ServiceRow) => boolean;

/**
 * What stands in the address: "all" or "shop/cart,shop/orders"; "true" comes from older links.
 * What names no service is dropped.
 */
export function parsePreview(text: string): Preview {
  if (text === "all" || text === "true") return "all";
  const keys = text.split(",").flatMap((key) => {
    const named = parseSelection(key);
    return named ? [rowKey(named)] : [];
  });
  return [...new Set(keys)];
}

export function formatPreview(preview: Preview): string {
  return preview === "all" ? preview : preview.join(",");
}

export function previewed(preview: Preview): Previewed {
  if (preview === "all") return () => true;
  const keys = new Set(preview);
  return (row) => keys.has(rowKey(row));
}

/** Turns the preview of these services on, or off where all of them have it. */
export function togglePreview(
  preview: Preview,
  keys: readonly string[],
): Preview {
  if (preview === "all") return keys;
  const on = new Set(preview);
  if (keys.every((key) => on.has(key))) {
    return preview.filter((key) => !keys.includes(key));
  }
  return [...new Set([...preview, ...keys])];
}
