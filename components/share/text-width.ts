/** How wide words are, to cut and wrap them where there is no document to ask. Pure. */

export type Face = "sans" | "mono";

export interface Font {
  readonly size: number;
  readonly bold?: boolean;
  readonly face?: Face;
}

/** @returns the width of one line of `text`, in pixels */
export type Measure = (text: string, font: Font) => number;

/** A guess on the wide side, right for no font and good enough for all. */
export const estimatedWidth: Measure = (text, { size, bold, face }) => {
  let ems = 0;
  for (const character of text) ems += emsOf(character, face ?? "sans");
  return ems * size * (bold ? 1.06 : 1);
};

/** The text, or as much of it as there is room for, with an ellipsis. */
export function shorten(
  text: string,
  widthPx: number,
  font: Font,
  measure: Measure,
): string {
  if (measure(text, font) <= widthPx) return text;
  const characters = [...text];
  let [fits, tooMany] = [0, characters.length];
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    const cut = `${characters.slice(0, middle).join("")}…`;
    if (measure(cut, font) <= widthPx) fits = middle;
    else tooMany = middle;
  }
  return `${characters.slice(0, fits).join("").trimEnd()}…`;
}

/** The text over at most `maxLines` lines; the last one is cut where even those do not suffice. */
export function wrap(
  text: string,
  widthPx: number,
  maxLines: number,
  font: Font,
  measure: Measure,
): string[] {
  const lines: string[] = [];
  let line = "";
  const pieces = text.match(PIECES) ?? [];
  for (const [index, piece] of pieces.entries()) {
    const longer = line + piece;
    if (line === "" || measure(longer.trimEnd(), font) <= widthPx) {
      line = longer;
      continue;
    }
    if (lines.length === maxLines - 1) {
      line += pieces.slice(index).join("");
      break;
    }
    lines.push(line.trimEnd());
    line = piece;
  }
  if (line !== "") lines.push(line.trimEnd());
  return lines.map((one) => shorten(one, widthPx, font, measure));
}

/** Words with the space after them; Chinese may break after every character, but not before a stop. */
const PIECES =
  /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef][，。；：、）？！]*|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+\s*|\s+/gu;

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

function emsOf(character: string, face: Face): number {
  if (WIDE.test(character) || character.length > 1) return 1;
  if (face === "mono") return 0.61;
  if (/[ijlItf.,:;'|!()[\]\s·]/.test(character)) return 0.33;
  if (/[mwMW%@…—]/.test(character)) return 0.92;
  if (/[A-Z]/.test(character)) return 0.7;
  return 0.58;
}
