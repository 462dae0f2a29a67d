/** Active filters in words, each with the way to take it away. Pure. */
import { NO_IDENTITY, type ViewPatch } from "@/components/matrix/view-state";
import type { Words } from "@/lib/words/words";
import type { FilterState } from "./criteria";

export interface FilterChip {
  readonly key: string;
  readonly label: string;
  /** The change that takes this one filter away. */
  readonly without: ViewPatch;
}

export function filterChips(view: FilterState, w: Words): FilterChip[] {
  const names = w.filter.criteria;
  const text = view.q.trim();
  const chip = (key: string, label: string, without: ViewPatch) => ({
    key,
    label,
    without: { ...without, page: null },
  });
  const each = <T extends string>(
    criterion: keyof typeof names,
    chosen: readonly T[],
    label: (value: T) => string,
    without: (rest: T[]) => ViewPatch,
  ) =>
    chosen.map((value) =>
      chip(
        `${criterion}:${value}`,
        w.filter.chip(names[criterion], label(value)),
        without(chosen.filter((other) => other !== value)),
      ),
    );
  return [
    ...(text === ""
      ? []
      : [chip("text", w.filter.chip(names.text, text), { q: null })]),
    ...(view.permissive
      ? [chip("permissive", w.filter.permissive, { permissive: null })]
      : []),
    ...each(
      "policy",
      view.policy,
      (mode) => w.mode[mode].label,
      (policy) => ({ policy }),
    ),
    ...each(
      "traffic",
      view.traffic,
      (evidence) => w.matrix.evidence[evidence],
      (traffic) => ({ traffic }),
    ),
    ...each(
      "calls",
      view.calls,
      (mark) => w.filter.fills[mark],
      (calls) => ({ calls }),
    ),
    ...each(
      "verdict",
      view.verdict,
      (state) => w.verdict[state].label,
      (verdict) => ({ verdict }),
    ),
    ...each(
      "namespace",
      view.ns,
      (name) => name,
      (ns) => ({ ns }),
    ),
    ...each(
      "caller",
      view.caller,
      (name) => callerName(name, w),
      (caller) => ({ caller }),
    ),
    ...each(
      "plane",
      view.plane,
      (plane) => w.filter.planes[plane],
      (plane) => ({ plane }),
    ),
    ...each(
      "finding",
      view.finding,
      (code) => w.finding.codes[code].title,
      (finding) => ({ finding }),
    ),
  ];
}

/** As the address writes it, in words. */
export function callerName(name: string, w: Words): string {
  return name === NO_IDENTITY ? w.interface.noIdentity : name;
}
