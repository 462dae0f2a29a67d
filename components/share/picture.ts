/**
 * The current view as one SVG that needs nothing beside itself: no page, no network, no fonts of ours,
 * no foreignObject (which would taint a canvas). Pure: the same view gives the same picture.
 */
import { words } from "@/lib/words/words";
import type { Block } from "./picture-block";
import { COLOURS } from "./picture-colours";
import { pictureHead } from "./picture-head";
import { pictureLegend } from "./picture-legend";
import { pictureLines } from "./picture-lines";
import { MARK_DEFINITIONS } from "./picture-marks";
import { pictureMatrix } from "./picture-matrix";
import { planMatrix } from "./picture-plan";
import type { SharedView } from "./shared-view";
import { rowsOf, shownClients, shownLines } from "./shown-part";
import { escapeXml, FACES, round, svgText } from "./svg-text";
import { estimatedWidth, type Measure, wrap } from "./text-width";
import { leftOutClients, leftOutServices, viewFacts } from "./view-facts";

/** More could not be read on a slide. */
export const MAX_LINES = 60;
export const MAX_CLIENTS = 40;

export interface Picture {
  readonly svg: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

const PAD_PX = 32;
const MIN_WIDTH_PX = 1_200;

/** @param measure how wide words are; the estimate cuts a little early */
export function picture(
  view: SharedView,
  measure: Measure = estimatedWidth,
): Picture {
  const part = shownLines(view.lines, MAX_LINES);
  const columns = shownClients(view.clients, rowsOf(view.lines), MAX_CLIENTS);
  const lines = pictureLines(part.lines, columns.clients, view);
  const w = words(view.language);
  const plan = planMatrix(lines, columns.clients, w, measure);
  const inner = Math.max(plan.widthPx, MIN_WIDTH_PX - 2 * PAD_PX);
  const leftOut = [
    leftOutServices(part.leftOut, view),
    leftOutClients(columns, view),
  ].filter((sentence) => sentence !== null);
  const blocks = [
    pictureHead(view, inner, measure),
    pictureMatrix(lines, columns.clients, plan, inner, w, measure),
    sentences(leftOut, inner, measure),
    pictureLegend(lines, inner, w, measure),
  ];
  let y = PAD_PX;
  const placed = blocks.map((block) => {
    const at = y;
    y += block.heightPx;
    return `<g transform="translate(${PAD_PX} ${round(at)})">${block.svg}</g>`;
  });
  const widthPx = Math.ceil(inner + 2 * PAD_PX);
  const heightPx = Math.ceil(y + PAD_PX - 8);
  const facts = viewFacts(view);
  const title = [facts.cluster, facts.traffic, facts.asOf].join(" · ");
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}" viewBox="0 0 ${widthPx} ${heightPx}" role="img" xml:lang="${view.language}" font-family="${FACES.sans}" fill="${COLOURS.ink}">`,
    `<title>${escapeXml(`Lockstep · ${title}`)}</title>`,
    `<desc>${escapeXml([facts.view, facts.doubt, ...leftOut].filter((s) => s !== null).join(". "))}</desc>`,
    `<style>text{font-variant-numeric:tabular-nums;white-space:pre}.m{font-family:${FACES.mono}}</style>`,
    MARK_DEFINITIONS,
    `<rect width="100%" height="100%" fill="${COLOURS.page}"/>`,
    ...placed,
    "</svg>",
  ].join("\n");
  return { svg, widthPx, heightPx };
}

function sentences(
  all: readonly string[],
  widthPx: number,
  measure: Measure,
): Block {
  const font = { size: 13, bold: true };
  const lines = all.flatMap((one) => wrap(one, widthPx, 2, font, measure));
  return {
    svg: lines.map((l, i) => svgText(0, 24 + i * 20, l, font)).join(""),
    heightPx: lines.length === 0 ? 0 : 14 + lines.length * 20,
  };
}
