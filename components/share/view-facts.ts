/** What a reader without the page needs: where this is, when it was, what was left out. Pure. */
import { troubled } from "@/components/layout/source-health";
import type { ServiceRow } from "@/lib/api/contract";
import { VERDICT_STATES } from "@/lib/mesh/readiness/reason";
import { formatCount } from "@/lib/words/figures";
import { type Words, words } from "@/lib/words/words";
import type { SharedView } from "./shared-view";
import { type SheetFacts, sheetFacts } from "./sheet-facts";
import { rowsOf, type ShownClients } from "./shown-part";

export interface ViewFacts extends SheetFacts {
  /** Filters, order, preview. */
  readonly view: string;
  /** What could not be read; null = everything was. */
  readonly doubt: string | null;
}

export function viewFacts(view: SharedView): ViewFacts {
  const w = words(view.language);
  return {
    ...sheetFacts(view),
    view: [
      filterSentence(view, w),
      w.picture.order(view.order),
      ...previewPhrase(view, w),
    ].join(" · "),
    doubt:
      [view.note, doubtSentence(view, w)].filter(Boolean).join(" ") || null,
  };
}

/** e.g. "and 9,940 more services: 12 locked · 300 ready to lock · 9,628 blocked"; null = none. */
export function leftOutServices(
  leftOut: readonly ServiceRow[],
  view: SharedView,
): string | null {
  if (leftOut.length === 0) return null;
  const w = words(view.language);
  const count = (n: number) => formatCount(n, view.language);
  const states = VERDICT_STATES.map((state) => ({
    state,
    n: leftOut.filter((row) => row.verdict.state === state).length,
  }))
    .filter(({ n }) => n > 0)
    .map(({ state, n }) => `${count(n)} ${w.page.progress[state]}`);
  const colon = view.language === "zh" ? "：" : ": ";
  return `${w.picture.moreServices(count(leftOut.length))}${colon}${states.join(" · ")}`;
}

/** e.g. "31 more caller namespaces are left out; 3 of them send plaintext"; null = none. */
export function leftOutClients(
  { leftOut, leftOutWithPlaintext }: ShownClients,
  view: SharedView,
): string | null {
  if (leftOut === 0) return null;
  const p = words(view.language).picture;
  const count = (n: number) => formatCount(n, view.language);
  const plaintext =
    leftOutWithPlaintext > 0
      ? p.moreClientsPlaintext(count(leftOutWithPlaintext))
      : p.moreClientsNoPlaintext;
  // Where no figures are at hand, nobody was seen, and nothing may be said of anybody.
  if (view.snapshot.trafficAsOf === null) {
    return p.moreClients(count(leftOut));
  }
  const semicolon = view.language === "zh" ? "；" : "; ";
  return `${p.moreClients(count(leftOut))}${semicolon}${plaintext}`;
}

function filterSentence(view: SharedView, w: Words): string {
  const { filters, lines, snapshot, language } = view;
  const count = (n: number) => formatCount(n, language);
  const shown = rowsOf(lines).length;
  const total = snapshot.services.length;
  // Counted and not believed: whatever hides a service, the reader is told that some are hidden.
  if (filters.length === 0 && shown === total) {
    return w.picture.noFilter(count(total));
  }
  const match = w.picture.shown(count(shown), count(total));
  return filters.length === 0
    ? match
    : w.picture.filtered(filters.join(" · "), match);
}

function previewPhrase({ preview, language }: SharedView, w: Words): string[] {
  if (preview === "all") return [w.picture.preview(w.picture.everyService)];
  if (preview.length === 0) return [];
  const [only] = preview;
  return [
    w.picture.preview(
      preview.length === 1 && only !== undefined
        ? only
        : w.picture.services(formatCount(preview.length, language)),
    ),
  ];
}

function doubtSentence({ snapshot }: SharedView, w: Words): string | null {
  const words = w.page.sources;
  if (snapshot.trafficAsOf === null) {
    return `${words.noTraffic}. ${words.noTrafficDetail}`;
  }
  const bad = troubled(snapshot.sources);
  const unread = bad.filter((source) => source.state !== "live").length;
  if (unread > 0) return `${words.summary(unread)}. ${words.consequence}`;
  return bad.length > 0 ? `${words.warned(bad.length)}.` : null;
}
