import { type CellView, ONLY_REFUSED } from "@/components/matrix/cell-view";
import type { TrafficState } from "@/lib/api/contract";
import type { Words } from "@/lib/words/words";
import type { Block } from "./picture-block";
import { COLOURS } from "./picture-colours";
import { cellMark } from "./picture-marks";
import type { PictureLine } from "./picture-words";
import { round, svgText } from "./svg-text";
import type { Measure } from "./text-width";

const FILLS: readonly TrafficState[] = [
  "mutual_tls",
  "mixed",
  "plaintext",
  "none",
  "no_evidence",
];
const SCALE = 0.75;
const ROW_PX = 28;
const FONT = { size: 13 };

/** What the marks mean, in as many rows as it takes. */
export function pictureLegend(
  lines: readonly PictureLine[],
  widthPx: number,
  w: Words,
  measure: Measure,
): Block {
  let [x, y] = [0, 28];
  const svg = legendEntries(lines, w).map(({ label, view }) => {
    const needed = 30 + measure(label, FONT) + 26;
    if (x > 0 && x + needed > widthPx) [x, y] = [0, y + ROW_PX];
    const start = x;
    x += needed;
    return `<g transform="translate(${round(start + 12)} ${y}) scale(${SCALE})">${cellMark(0, 0, view)}</g>${svgText(start + 30, y + 4.5, label, { ...FONT, fill: COLOURS.muted })}`;
  });
  return { svg: svg.join(""), heightPx: y + 14 };
}

/** The same on paper. */
export function legendEntries(
  lines: readonly PictureLine[],
  w: Words,
): { label: string; view: CellView }[] {
  const plain = (fill: TrafficState): CellView => ({
    fill,
    glyph: GLYPHS[fill],
    border: "none",
    refused: false,
  });
  const some = (is: (cell: CellView) => boolean) =>
    lines.some(({ cells }) => cells.some((cell) => cell && is(cell)));
  return [
    ...FILLS.map((fill) => ({
      label: w.traffic[fill].label,
      view: plain(fill),
    })),
    ...(some((cell) => cell.border === "strict")
      ? [
          {
            label: w.matrix.legend.strict,
            view: { ...plain("mutual_tls"), border: "strict" as const },
          },
        ]
      : []),
    ...(some((cell) => cell.doubt === true)
      ? [
          {
            label: w.picture.doubt,
            view: {
              ...plain("mutual_tls"),
              glyph: "question" as const,
              doubt: true,
            },
          },
        ]
      : []),
    ...(some((cell) => cell.border === "disable")
      ? [
          {
            label: w.picture.disable,
            view: { ...plain("plaintext"), border: "disable" as const },
          },
        ]
      : []),
    ...(some((cell) => cell.refused && cell.glyph !== "ban")
      ? [
          {
            label: w.matrix.legend.refused,
            view: { ...plain("plaintext"), refused: true },
          },
        ]
      : []),
    ...(some((cell) => cell.glyph === "ban")
      ? [{ label: w.matrix.legend.knocking, view: ONLY_REFUSED }]
      : []),
  ];
}

const GLYPHS: Record<TrafficState, CellView["glyph"]> = {
  mutual_tls: null,
  mixed: null,
  plaintext: "lock-open",
  none: "ring",
  no_evidence: "question",
};
