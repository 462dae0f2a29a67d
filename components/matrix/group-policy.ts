/** What policy says about a whole namespace: STRICT only where every service is. Pure. */
import type { ServiceRow } from "@/lib/api/contract";
import { formatCount } from "@/lib/words/figures";
import type { Language } from "@/lib/words/language";
import { words } from "@/lib/words/words";
import type { GroupFigures } from "./group-figures";

export interface GroupPolicy {
  /** Decides the look of the chip. */
  readonly mode: ServiceRow["mode"];
  /** A mode, or "3 of 5 STRICT". */
  readonly label: string;
  /** e.g. "3 STRICT, 2 PERMISSIVE" */
  readonly detail: string;
}

export function groupPolicy(
  { modes }: Pick<GroupFigures, "modes">,
  language: Language,
): GroupPolicy {
  const w = words(language);
  const count = (n: number) => formatCount(n, language);
  const all = [...modes].toSorted(([, a], [, b]) => b - a);
  const detail = all
    .map(([mode, services]) =>
      w.level.ofMode(count(services), w.mode[mode].label),
    )
    .join(language === "zh" ? "，" : ", ");
  const [first] = all;
  if (all.length === 1 && first) {
    return { mode: first[0], label: w.mode[first[0]].label, detail };
  }
  const strict = modes.get("STRICT") ?? 0;
  const total = all.reduce((sum, [, services]) => sum + services, 0);
  return {
    mode: strict > 0 ? "MIXED" : (first?.[0] ?? "UNKNOWN"),
    label: w.level.strict(count(strict), count(total)),
    detail,
  };
}
