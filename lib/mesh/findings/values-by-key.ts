import { compareText } from "@/lib/mesh/age-order";

/** The values in the order of their keys, so that the order of the input means nothing. */
export function valuesByKey<T>(map: ReadonlyMap<string, T>): T[] {
  return [...map]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, value]) => value);
}
