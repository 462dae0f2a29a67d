/** Words inside an SVG. Every string from outside goes through here, and nowhere else into the picture. */
import type { Face } from "./text-width";

/** Fonts a reader's computer has; a picture must look right where nothing can be fetched. */
export const FACES: Readonly<Record<Face, string>> = {
  sans: "'Helvetica Neue', 'Segoe UI', Roboto, 'Liberation Sans', Arial, 'Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif",
  mono: "ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', 'Noto Sans Mono CJK SC', 'PingFang SC', 'Microsoft YaHei', monospace",
};

export interface TextStyle {
  readonly size?: number;
  readonly bold?: boolean;
  readonly fill?: string;
  readonly face?: Face;
  readonly anchor?: "start" | "middle" | "end";
  /** An SVG transform of our own making, never a string from outside. */
  readonly transform?: string;
}

/** One line of words; `y` is the baseline. */
export function svgText(
  x: number,
  y: number,
  words: string,
  style: TextStyle = {},
): string {
  const { size = 12, bold, fill, face, anchor, transform } = style;
  const attributes = [
    `x="${round(x)}" y="${round(y)}" font-size="${size}"`,
    bold ? 'font-weight="600"' : "",
    fill ? `fill="${fill}"` : "",
    face === "mono" ? 'class="m"' : "",
    anchor ? `text-anchor="${anchor}"` : "",
    transform ? `transform="${transform}"` : "",
  ];
  return `<text ${attributes.filter(Boolean).join(" ")}>${escapeXml(words)}</text>`;
}

/**
 * Text that means nothing but itself in XML: markup is escaped; what XML 1.0 forbids, and marks that
 * turn the direction of reading and so can show another name than is written, become U+FFFD.
 */
export function escapeXml(text: string): string {
  return text
    .replace(FORBIDDEN, "\ufffd")
    .replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? "");
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const FORBIDDEN =
  /(?![\t\n\r])\p{Cc}|[\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;
