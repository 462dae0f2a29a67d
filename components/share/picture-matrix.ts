/** The matrix itself: heads, namespaces, services, cells. */
import type { VerdictState } from "@/lib/api/contract";
import type { Words } from "@/lib/words/words";
import type { Block } from "./picture-block";
import { COLOURS } from "./picture-colours";
import { cellMark, policyChip } from "./picture-marks";
import {
  ASIDE_FONT,
  ASIDE_GAP_PX,
  BESIDE_FONT,
  CELL_PX,
  CLIENT_ANGLE,
  CLIENT_FONT,
  CLIENT_MAX_PX,
  FIGURE_FONT,
  figureWidth,
  indentOf,
  type MatrixPlan,
  nameFont,
  STATE_FONT,
  VERDICT_FONT,
} from "./picture-plan";
import type { Figure, PictureLine, VerdictWords } from "./picture-words";
import { round, svgText } from "./svg-text";
import { type Measure, shorten, wrap } from "./text-width";

const HEIGHTS_PX: Record<PictureLine["level"], number> = {
  1: 38,
  2: 38,
  3: 32,
};

export function pictureMatrix(
  lines: readonly PictureLine[],
  clients: readonly (string | null)[],
  plan: MatrixPlan,
  widthPx: number,
  w: Words,
  measure: Measure,
): Block {
  let y = plan.headPx;
  const drawn = lines.map((line) => {
    const top = y;
    const height = HEIGHTS_PX[line.level];
    y += height;
    // A folded namespace heads nothing.
    const ground =
      line.level === 1 && line.open === true
        ? `<rect x="1" y="${round(top)}" width="${round(widthPx - 2)}" height="${height}" fill="${COLOURS.sunken}"/>`
        : "";
    const rule = `<path d="M0 ${round(top)}H${round(widthPx)}" stroke="${COLOURS.rule}"/>`;
    return (
      ground + rule + lineWords(line, top + height / 2, plan, widthPx, measure)
    );
  });
  if (lines.length === 0) {
    const quiet = { size: 14, fill: COLOURS.muted };
    drawn.push(svgText(14, y + 24, w.picture.noLines, quiet));
    y += 40;
  }
  return {
    svg: [
      heads(clients, plan, w, measure),
      ...drawn,
      `<rect x=".5" y=".5" width="${round(widthPx - 1)}" height="${round(y - 1)}" rx="8" fill="none" stroke="${COLOURS.edge}"/>`,
    ].join("\n"),
    heightPx: y,
  };
}

function heads(
  clients: readonly (string | null)[],
  plan: MatrixPlan,
  w: Words,
  measure: Measure,
): string {
  const { columns } = w.matrix;
  const y = plan.headPx - 12;
  const quiet = { size: 12, fill: COLOURS.muted };
  return [
    svgText(14, y, columns.service, quiet),
    svgText(plan.policy, y, columns.policy, quiet),
    svgText(plan.shareRight, y, columns.share, { ...quiet, anchor: "end" }),
    svgText(plan.plaintext, y, columns.plaintext, quiet),
    svgText(plan.verdict, y, columns.verdict, quiet),
    ...clients.map((client, index) => {
      const x = round(plan.cells + index * CELL_PX + CELL_PX / 2 + 3);
      const name = shorten(
        client ?? w.interface.noIdentity,
        CLIENT_MAX_PX,
        CLIENT_FONT,
        measure,
      );
      return svgText(x, y, name, {
        ...CLIENT_FONT,
        bold: client === null,
        fill: client === null ? COLOURS.plainInk : COLOURS.muted,
        transform: `rotate(-${CLIENT_ANGLE} ${x} ${round(y)})`,
      });
    }),
  ].join("");
}

const STATES: Record<VerdictState, string> = {
  LOCKED: COLOURS.ink,
  READY: COLOURS.ready,
  READY_WITH_WARNINGS: COLOURS.ready,
  BLOCKED: COLOURS.plainInk,
  UNKNOWN: COLOURS.muted,
};

/** @param middle the middle of the line */
function lineWords(
  line: PictureLine,
  middle: number,
  plan: MatrixPlan,
  widthPx: number,
  measure: Measure,
): string {
  const { chip } = line;
  return [
    nameWords(line, middle, plan, measure),
    chip ? policyChip(plan.policy, middle, chip.mode, chip.label, measure) : "",
    figures(line.share, middle, measure, (f) => ({
      x: plan.shareRight - figureWidth(f, measure),
      widthPx: Number.POSITIVE_INFINITY,
    })),
    figures(line.plaintext, middle, measure, () => ({
      x: plan.plaintext,
      widthPx: plan.plaintextRight - plan.plaintext,
    })),
    ...line.cells.map((cell, index) =>
      cell
        ? cellMark(plan.cells + index * CELL_PX + CELL_PX / 2, middle, cell)
        : "",
    ),
    line.verdict
      ? verdict(line.verdict, middle, plan.verdict, widthPx - 14, measure)
      : "",
  ].join("");
}

function nameWords(
  line: PictureLine,
  middle: number,
  plan: MatrixPlan,
  measure: Measure,
): string {
  const y = middle + 4.5;
  const left = indentOf(line);
  const font = nameFont(line);
  const right = line.chip ? plan.nameRight : plan.policyRight;
  const name = shorten(line.name, right - left, font, measure);
  const asideLeft = left + measure(name, font) + ASIDE_GAP_PX;
  const aside =
    line.aside === ""
      ? ""
      : shorten(line.aside, right - asideLeft, ASIDE_FONT, measure);
  return [
    line.open === null
      ? ""
      : `<path d="${line.open ? "M14 -3h8l-4 6z" : "M16 -4v8l6-4z"}" transform="translate(0 ${round(middle)})" fill="${COLOURS.muted}"/>`,
    svgText(left, y, name, font),
    // An ellipsis alone says nothing.
    aside.length > 1
      ? svgText(asideLeft, y, aside, { ...ASIDE_FONT, fill: COLOURS.muted })
      : "",
  ].join("");
}

function figures(
  all: readonly Figure[],
  middle: number,
  measure: Measure,
  place: (figure: Figure) => { x: number; widthPx: number },
): string {
  return all
    .map((one, index) => {
      const y = middle + 4.5 + (index - (all.length - 1) / 2) * 15;
      const { x, widthPx } = place(one);
      const figurePx =
        one.figure === "" ? 0 : measure(one.figure, FIGURE_FONT) + 5;
      const beside = shorten(
        one.beside,
        widthPx - figurePx,
        BESIDE_FONT,
        measure,
      );
      const loud = one.loud ? COLOURS.plainInk : COLOURS.ink;
      return [
        one.figure === ""
          ? ""
          : svgText(x, y, one.figure, { ...FIGURE_FONT, fill: loud }),
        beside === ""
          ? ""
          : svgText(x + figurePx, y, beside, {
              ...BESIDE_FONT,
              fill: COLOURS.muted,
            }),
      ].join("");
    })
    .join("");
}

/** Two lines at most: the state in bold, then the first reason. */
function verdict(
  { state, label, words }: VerdictWords,
  middle: number,
  left: number,
  right: number,
  measure: Measure,
): string {
  const statePx = measure(label, STATE_FONT) + 6;
  const [first, second] = wrapAfter(
    words,
    right - left - statePx,
    right - left,
    measure,
  );
  const y = middle + 4.5 - (second === undefined ? 0 : 8);
  const fill = COLOURS.muted;
  return [
    svgText(left, y, label, { ...STATE_FONT, fill: STATES[state] }),
    svgText(left + statePx, y, first, { ...VERDICT_FONT, fill }),
    second === undefined
      ? ""
      : svgText(left, y + 16, second, { ...VERDICT_FONT, fill }),
  ].join("");
}

/** Words whose first line is shorter than the second. */
function wrapAfter(
  text: string,
  firstPx: number,
  secondPx: number,
  measure: Measure,
): [string, string?] {
  const [first = ""] = wrap(text, firstPx, 2, VERDICT_FONT, measure);
  const rest = text.startsWith(first) ? text.slice(first.length).trim() : "";
  if (rest === "") return [first];
  return [first, shorten(rest, secondPx, VERDICT_FONT, measure)];
}
