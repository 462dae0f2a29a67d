/** What stands above the matrix: whose picture this is, of when, through which filters, and how far the mesh is. */
import { totalOf } from "@/components/matrix/traffic-figures";
import type { Counts, Snapshot, VerdictState } from "@/lib/api/contract";
import { VERDICT_STATES } from "@/lib/mesh/readiness/reason";
import { formatCount } from "@/lib/words/figures";
import { formatShare } from "@/lib/words/share";
import { words } from "@/lib/words/words";
import type { Block } from "./picture-block";
import { COLOURS } from "./picture-colours";
import type { SharedView } from "./shared-view";
import { round, svgText } from "./svg-text";
import { type Font, type Measure, wrap } from "./text-width";
import { viewFacts } from "./view-facts";

const LOGO = `<g fill="none" stroke="${COLOURS.ink}" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round"><path d="M7.5 10.5V8a4.5 4.5 0 0 1 9 0v2.5"/><rect x="4" y="10.5" width="16" height="10" rx="2.6"/><path d="m9.3 15.6 1.9 1.8 3.5-3.6" stroke="${COLOURS.mtls}"/></g>`;

export function pictureHead(
  view: SharedView,
  widthPx: number,
  measure: Measure,
): Block {
  const facts = viewFacts(view);
  const shared = shares(view, measure);
  const name = { size: 17, bold: true };
  const title = { size: 17, fill: COLOURS.muted };
  const parts = [
    `<g transform="translate(-3 -4)">${LOGO}</g>`,
    svgText(24, 15, "Lockstep", name),
    svgText(
      34 + measure("Lockstep", name),
      15,
      words(view.language).picture.title,
      title,
    ),
    `<g transform="translate(${round(widthPx - shared.widthPx)} -4)">${shared.svg}</g>`,
  ];
  let y = 30;
  const roomPx = widthPx - shared.widthPx - SHARE_GAP_PX;
  const paragraph = (text: string, font: Font, fill: string, max: number) => {
    for (const line of wrap(text, roomPx, max, font, measure)) {
      y += font.size + 7;
      parts.push(svgText(0, y - 4, line, { ...font, fill }));
    }
  };
  const { cluster, traffic, asOf } = facts;
  paragraph(
    [cluster, traffic, asOf].join(" · "),
    { size: 14, bold: true },
    COLOURS.ink,
    2,
  );
  paragraph(facts.view, { size: 13 }, COLOURS.muted, 3);
  if (facts.doubt) {
    const font = { size: 13, bold: true };
    paragraph(facts.doubt, font, COLOURS.plainInk, 2);
  }
  y += 20;
  parts.push(
    `<g transform="translate(0 ${round(y)})">${progress(view, widthPx, measure)}</g>`,
  );
  return { svg: parts.join(""), heightPx: y + 72 };
}

/** Of the whole mesh, whatever the view leaves of it. */
export function verdictCounts({
  totals,
}: Pick<Snapshot, "totals">): Record<VerdictState, number> {
  return {
    LOCKED: totals.locked,
    READY: totals.ready,
    READY_WITH_WARNINGS: totals.readyWithWarnings,
    BLOCKED: totals.blocked,
    UNKNOWN: totals.unknown,
  };
}

const BAND: Record<VerdictState, { paint: string; outlined: boolean }> = {
  LOCKED: { paint: COLOURS.ink, outlined: false },
  READY: { paint: COLOURS.ready, outlined: false },
  READY_WITH_WARNINGS: { paint: COLOURS.readyPale, outlined: false },
  BLOCKED: { paint: COLOURS.plain, outlined: false },
  UNKNOWN: { paint: "url(#unknown)", outlined: true },
};
const SHARE_GAP_PX = 48;
const BAND_MIN_PX = 6;
const BAND_GAP_PX = 2;

function progress(
  { snapshot, language }: SharedView,
  widthPx: number,
  measure: Measure,
): string {
  const w = words(language).page.progress;
  const counts = verdictCounts(snapshot);
  const all = VERDICT_STATES.reduce((sum, state) => sum + counts[state], 0);
  const count = (n: number) => formatCount(n, language);
  const big = { size: 34, bold: true };
  const headline = w.of(count(counts.LOCKED), count(all));
  const headlinePx = measure(headline, big) + 8;
  const left = headlinePx + measure(w.servicesLocked, { size: 15 }) + 40;
  return [
    svgText(0, 34, headline, big),
    svgText(headlinePx, 34, w.servicesLocked, {
      size: 15,
      fill: COLOURS.muted,
    }),
    ...band(counts, all, left, widthPx - left),
    ...bandWords(
      counts,
      left,
      (state) => [count(counts[state]), w[state]],
      measure,
    ),
  ].join("");
}

/** Parts in proportion; what is there is always seen, however little it is. */
function band(
  counts: Record<VerdictState, number>,
  all: number,
  left: number,
  widthPx: number,
): string[] {
  const states = VERDICT_STATES.filter((state) => counts[state] > 0);
  const free =
    widthPx - states.length * BAND_MIN_PX - (states.length - 1) * BAND_GAP_PX;
  let x = left;
  return states.map((state) => {
    const width = BAND_MIN_PX + (free * counts[state]) / Math.max(1, all);
    const part = swatch(x, 8, width, 14, state);
    x += width + BAND_GAP_PX;
    return part;
  });
}

function bandWords(
  counts: Record<VerdictState, number>,
  left: number,
  say: (state: VerdictState) => [string, string],
  measure: Measure,
): string[] {
  let x = left;
  // That nothing has warnings is no news; that nothing is ready, or blocked, is.
  return VERDICT_STATES.filter(
    (state) => state !== "READY_WITH_WARNINGS" || counts[state] > 0,
  ).flatMap((state) => {
    const [figure, name] = say(state);
    const start = x;
    const figurePx = measure(figure, { size: 13, bold: true }) + 5;
    x += 16 + figurePx + measure(name, { size: 13 }) + 22;
    return [
      swatch(start, 34, 10, 10, state),
      svgText(start + 16, 43, figure, { size: 13, bold: true }),
      svgText(start + 16 + figurePx, 43, name, {
        size: 13,
        fill: counts[state] > 0 ? COLOURS.ink : COLOURS.muted,
      }),
    ];
  });
}

function swatch(
  x: number,
  y: number,
  width: number,
  height: number,
  state: VerdictState,
): string {
  const { paint, outlined } = BAND[state];
  const edge = outlined ? ` stroke="${COLOURS.edge}"` : "";
  return `<rect x="${round(x)}" y="${y}" width="${round(width)}" height="${height}" rx="2" fill="${paint}"${edge}/>`;
}

/** One sentence about requests, one about connections; the units are never added (semantics D1). */
function shares(
  { snapshot, language }: SharedView,
  measure: Measure,
): { svg: string; widthPx: number } {
  const w = words(language).page.progress;
  const { requests, connections } = snapshot.totals;
  const quiet = { size: 14, fill: COLOURS.muted };
  const alone = (said: string) => ({
    svg: svgText(0, 20, said, quiet),
    widthPx: measure(said, quiet),
  });
  if (snapshot.trafficAsOf === null) {
    return alone(w.unknownTraffic);
  }
  if (totalOf(requests) + totalOf(connections) === 0) {
    return alone(w.noTraffic);
  }
  const count = (n: number) => formatCount(n, language);
  let x = 0;
  const sentence = (counts: Counts, of: string): string => {
    const total = totalOf(counts);
    if (total === 0) return "";
    const share = formatShare(counts.mutualTls, total);
    const sharePx = measure(share, { size: 22, bold: true }) + 7;
    const plaintext = w.plaintext(count(counts.plaintext));
    const plaintextPx = measure(plaintext, { size: 13, bold: true }) + 5;
    const rest = [
      w.ofTotal(count(total)),
      ...(counts.noStatement > 0
        ? [w.noStatement(count(counts.noStatement))]
        : []),
    ].join(" · ");
    const start = x;
    x +=
      Math.max(
        sharePx + measure(of, { size: 14 }),
        plaintextPx + measure(rest, { size: 13 }),
      ) + SHARE_GAP_PX;
    return [
      svgText(start, 20, share, { size: 22, bold: true }),
      svgText(start + sharePx, 20, of, quiet),
      svgText(start, 41, plaintext, {
        size: 13,
        bold: true,
        fill: counts.plaintext > 0 ? COLOURS.plainInk : COLOURS.ink,
      }),
      svgText(start + plaintextPx, 41, rest, {
        size: 13,
        fill: COLOURS.muted,
      }),
    ].join("");
  };
  const svg =
    sentence(requests, w.requests) + sentence(connections, w.connections);
  return { svg, widthPx: x - SHARE_GAP_PX };
}
