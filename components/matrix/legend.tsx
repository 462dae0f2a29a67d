"use client";
import { useWords } from "@/components/layout/preferences";
import { useNow } from "@/components/layout/use-now";
import { useTimeZone } from "@/components/time/use-time-zone";
import type { Snapshot } from "@/lib/api/contract";
import {
  formatClock,
  formatCount,
  formatMoment,
  formatWindow,
} from "@/lib/words/figures";
import { CellMark } from "./cell-mark";
import { type CellView, ONLY_REFUSED } from "./cell-view";
import { CALL_MARKS, type CallMark } from "./row-filter";
import type { SetViewState, ViewState } from "./view-state";

const MARKS: Record<CallMark, CellView> = {
  mutual_tls: markOf("mutual_tls", null),
  mixed: markOf("mixed", null),
  plaintext: markOf("plaintext", "lock-open"),
  none: markOf("none", "ring"),
  no_evidence: markOf("no_evidence", "question"),
  refused: { ...markOf("plaintext", "lock-open"), refused: true },
  knocking: ONLY_REFUSED,
};

/** Only whether it is still the same day. */
const TICK_MS = 60_000;

const STRICT: CellView = { ...markOf("mutual_tls", null), border: "strict" };

/** What the marks mean, and which moment they speak of. Each entry is also the filter for what it means. */
export function Legend({
  snapshot,
  view,
  setView,
}: {
  snapshot: Snapshot;
  view: ViewState;
  setView: SetViewState;
}) {
  const { w, language } = useWords();
  const zone = useTimeZone();
  const now = useNow(TICK_MS);
  const moment = snapshot.trafficAsOf ?? snapshot.takenAt;
  const loading = snapshot.window !== view.window;
  const words = w.matrix.legend;
  const { reportingPods, proxiedPods } = snapshot.totals;
  return (
    <section
      aria-label={words.label}
      className="flex flex-wrap items-center gap-x-1 gap-y-1 py-2.5 text-muted text-xs"
    >
      {CALL_MARKS.map((mark) => (
        <Entry
          key={mark}
          label={
            mark === "refused" || mark === "knocking"
              ? words[mark]
              : w.traffic[mark].label
          }
          hint={w.filter.legend.show(w.filter.fills[mark])}
          look={MARKS[mark]}
          pressed={view.calls.includes(mark)}
          onPress={() =>
            setView({ calls: flipped(view.calls, mark), page: null })
          }
        />
      ))}
      <Entry
        label={words.strict}
        hint={w.filter.legend.show(words.strict)}
        look={STRICT}
        pressed={view.policy.includes("STRICT")}
        onPress={() =>
          setView({ policy: flipped(view.policy, "STRICT"), page: null })
        }
      />
      <p className="ml-auto text-right" aria-live="polite">
        {loading
          ? words.loading(formatWindow(view.window, language))
          : words.shown(formatWindow(snapshot.window, language))}
        {" · "}
        {snapshot.trafficAsOf ? (
          <>
            {w.page.health.pods(
              formatCount(reportingPods, language),
              formatCount(proxiedPods, language),
            )}
            {" · "}
          </>
        ) : null}
        <span title={formatMoment(moment, language, zone)}>
          {words.asOf(formatClock(moment, now, language, zone))}
        </span>
      </p>
    </section>
  );
}

function Entry({
  label,
  hint,
  look,
  pressed,
  onPress,
}: {
  label: string;
  hint: string;
  look: CellView;
  pressed: boolean;
  onPress: () => void;
}) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      title={hint}
      onClick={onPress}
      className="inline-flex h-7 items-center gap-1.5 rounded-md border border-transparent pr-1.5 pl-1 hover:border-edge hover:text-ink aria-pressed:border-ink aria-pressed:text-ink first:-ml-1"
    >
      <span className="-mx-0.5 inline-block scale-75">
        <CellMark view={look} />
      </span>
      {label}
    </button>
  );
}

function markOf(fill: CellView["fill"], glyph: CellView["glyph"]): CellView {
  return { fill, glyph, border: "none", refused: false };
}

function flipped<T>(chosen: readonly T[], value: T): T[] {
  return chosen.includes(value)
    ? chosen.filter((other) => other !== value)
    : [...chosen, value];
}
