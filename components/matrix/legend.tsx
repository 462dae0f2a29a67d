"use client";
import { useWords } from "@/components/layout/preferences";
import type { Snapshot, TrafficState, Window } from "@/lib/api/contract";
import { formatMoment, formatWindow } from "@/lib/words/figures";
import { CellMark } from "./cell-mark";
import type { CellView } from "./cell-view";

const FILLS: readonly TrafficState[] = [
  "mutual_tls",
  "mixed",
  "plaintext",
  "none",
  "no_evidence",
];

const GLYPHS: Record<TrafficState, CellView["glyph"]> = {
  mutual_tls: null,
  mixed: null,
  plaintext: "lock-open",
  none: "ring",
  no_evidence: "question",
};

/** What the marks mean, and which moment they speak of. */
export function Legend({
  snapshot,
  window,
}: {
  snapshot: Snapshot;
  window: Window;
}) {
  const { w, language } = useWords();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const loading = snapshot.window !== window;
  return (
    <section
      aria-label={w.matrix.legend.label}
      className="flex flex-wrap items-center gap-x-5 gap-y-1.5 py-3 text-muted text-xs"
    >
      {FILLS.map((fill) => (
        <Entry
          key={fill}
          label={w.traffic[fill].label}
          view={{ fill, glyph: GLYPHS[fill], border: "none", refused: false }}
        />
      ))}
      <Entry
        label={w.matrix.legend.strict}
        view={{
          fill: "mutual_tls",
          glyph: null,
          border: "strict",
          refused: false,
        }}
      />
      <Entry
        label={w.matrix.legend.refused}
        view={{
          fill: "plaintext",
          glyph: "lock-open",
          border: "none",
          refused: true,
        }}
      />
      <p className="ml-auto text-right" aria-live="polite">
        {loading
          ? w.matrix.legend.loading(formatWindow(window, language))
          : w.matrix.legend.shown(formatWindow(snapshot.window, language))}
        {" · "}
        {w.matrix.legend.asOf(
          formatMoment(
            snapshot.trafficAsOf ?? snapshot.takenAt,
            language,
            zone,
          ),
        )}
      </p>
    </section>
  );
}

function Entry({ label, view }: { label: string; view: CellView }) {
  return (
    <span className="inline-flex items-center gap-2">
      <span className="-mx-1 inline-block scale-75">
        <CellMark view={view} />
      </span>
      {label}
    </span>
  );
}
