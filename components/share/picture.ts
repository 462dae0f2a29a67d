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
import { foldedLines, rowsOf, shownClients, shownLines } from "./shown-part";
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

interface Frame {
  readonly maxLines: number;
  readonly maxClients: number;
  readonly minWidthPx: number;
}

const PAGE: Frame = {
  maxLines: MAX_LINES,
  maxClients: MAX_CLIENTS,
  minWidthPx: 1_200,
};
/** Fewer columns, so that letters stay large on a wall. */
const SLIDE: Frame = { maxLines: 24, maxClients: 20, minWidthPx: 1_600 };

/**
 * The view as it stands on the page.
 * @param measure how wide words are; the estimate cuts a little early
 */
export function picture(
  view: SharedView,
  measure: Measure = estimatedWidth,
): Picture {
  return draw(view, measure, PAGE);
}

/** A namespace per line, as many as a slide of 16:9 has room for. What is left out is counted. */
export function slide(
  view: SharedView,
  measure: Measure = estimatedWidth,
): Picture {
  const folded = { ...view, lines: foldedLines(view.lines) };
  let { maxLines } = SLIDE;
  let made = draw(folded, measure, { ...SLIDE, maxLines });
  while (made.heightPx > slideHeight(made) && maxLines > 1) {
    maxLines -= 1;
    made = draw(folded, measure, { ...SLIDE, maxLines });
  }
  return withHeight(made, slideHeight(made));
}

/** One dimension of the frame is fixed by the other. */
function slideHeight({ widthPx }: Picture): number {
  return Math.ceil((widthPx * 9) / 16);
}

/** The ground reaches down to the new end by itself: its height is relative. */
function withHeight({ svg, widthPx, heightPx }: Picture, px: number): Picture {
  const size = (height: number) =>
    `height="${height}" viewBox="0 0 ${widthPx} ${height}"`;
  const height = Math.max(heightPx, px);
  return {
    svg: svg.replace(size(heightPx), size(height)),
    widthPx,
    heightPx: height,
  };
}

function draw(
  view: SharedView,
  measure: Measure,
  { maxLines, maxClients, minWidthPx }: Frame,
): Picture {
  const part = shownLines(view.lines, maxLines);
  const columns = shownClients(view.clients, rowsOf(view.lines), maxClients);
  const lines = pictureLines(part.lines, columns.clients, view);
  const w = words(view.language);
  const plan = planMatrix(lines, columns.clients, w, measure);
  const inner = Math.max(plan.widthPx, minWidthPx - 2 * PAD_PX);
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
