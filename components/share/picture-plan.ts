/** Where the columns of a picture stand: as wide as their words need, within limits. Pure. */
import type { Words } from "@/lib/words/words";
import { chipWidth } from "./picture-marks";
import type { Figure, PictureLine } from "./picture-words";
import type { Font, Measure } from "./text-width";

export const CELL_PX = 32;
const INDENTS_PX: Record<PictureLine["level"], number> = {
  1: 30,
  2: 34,
  3: 54,
};

const NAME_FONTS: Record<PictureLine["level"], Font> = {
  1: { size: 13, bold: true },
  2: { size: 13, face: "mono" },
  3: { size: 12, face: "mono" },
};
export const ASIDE_GAP_PX = 9;
export const ASIDE_FONT: Font = { size: 12.5 };
export const CLIENT_FONT: Font = { size: 12, face: "mono" };
export const FIGURE_FONT: Font = { size: 13, bold: true };
export const BESIDE_FONT: Font = { size: 12 };
export const VERDICT_FONT: Font = { size: 12.5 };
export const STATE_FONT: Font = { size: 12.5, bold: true };

/** Left edges, and right ones where words stand at the right. */
export interface MatrixPlan {
  readonly nameRight: number;
  readonly policy: number;
  readonly policyRight: number;
  readonly shareRight: number;
  readonly plaintext: number;
  readonly plaintextRight: number;
  readonly cells: number;
  readonly verdict: number;
  /** How wide the whole has to be. */
  readonly widthPx: number;
  readonly headPx: number;
}

const GAP_PX = 18;
const HEAD_MIN_PX = 48;
export const CLIENT_MAX_PX = 140;
export const CLIENT_ANGLE = 52;

export function planMatrix(
  lines: readonly PictureLine[],
  clients: readonly (string | null)[],
  w: Words,
  measure: Measure,
): MatrixPlan {
  const widest = (
    of: (line: PictureLine) => number,
    min: number,
    max: number,
  ) =>
    // Whole pixels, so that the widest word still fits its own column.
    Math.ceil(
      Math.min(
        max,
        lines.reduce((px, line) => Math.max(px, of(line)), min),
      ),
    );

  const nameRight = widest(
    (line) =>
      indentOf(line) +
      measure(line.name, nameFont(line)) +
      (line.aside === "" ? 0 : ASIDE_GAP_PX + measure(line.aside, ASIDE_FONT)),
    150,
    320,
  );
  const policy = nameRight + GAP_PX;
  const policyPx = widest(
    ({ chip }) => (chip ? chipWidth(chip.label, measure) : 0),
    70,
    200,
  );
  const sharePx = widest((line) => figuresWidth(line.share, measure), 72, 150);
  const shareRight = policy + policyPx + GAP_PX + sharePx;
  const plaintext = shareRight + GAP_PX;
  const plaintextPx = widest(
    (line) => figuresWidth(line.plaintext, measure),
    70,
    230,
  );
  const cells = plaintext + plaintextPx + GAP_PX;
  const verdict = cells + clients.length * CELL_PX + GAP_PX;
  const verdictPx = widest(
    ({ verdict }) =>
      verdict
        ? measure(verdict.label, STATE_FONT) +
          6 +
          measure(verdict.words, VERDICT_FONT)
        : 0,
    220,
    420,
  );
  const longest = clients.reduce<number>(
    (px, client) =>
      Math.max(px, measure(client ?? w.interface.noIdentity, CLIENT_FONT)),
    0,
  );
  const rise = Math.sin((CLIENT_ANGLE * Math.PI) / 180);
  return {
    nameRight,
    policy,
    policyRight: policy + policyPx,
    shareRight,
    plaintext,
    plaintextRight: plaintext + plaintextPx,
    cells,
    verdict,
    widthPx: verdict + verdictPx + GAP_PX,
    headPx: Math.max(HEAD_MIN_PX, Math.min(longest, CLIENT_MAX_PX) * rise + 30),
  };
}

export function figuresWidth(
  figures: readonly Figure[],
  measure: Measure,
): number {
  return Math.max(0, ...figures.map((f) => figureWidth(f, measure)));
}

export function figureWidth(
  { figure, beside }: Figure,
  measure: Measure,
): number {
  const gap = figure !== "" && beside !== "" ? 5 : 0;
  return measure(figure, FIGURE_FONT) + gap + measure(beside, BESIDE_FONT);
}

export function indentOf({ level }: PictureLine): number {
  return INDENTS_PX[level];
}

export function nameFont({ level }: PictureLine): Font {
  return NAME_FONTS[level];
}
