"use client";
import { FACES } from "./svg-text";
import { estimatedWidth, type Measure } from "./text-width";

/** A little more than was measured: an SVG is drawn at other sizes, and hinted otherwise, than it was measured. */
const MARGIN = 1.02;

/** Asks this browser's own fonts, so that words fill their columns; where it refuses, the estimate. */
export function canvasWidth(): Measure {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return estimatedWidth;
  const known = new Map<string, number>();
  return (text, { size, bold, face }) => {
    const font = `${bold ? 600 : 400} ${size}px ${FACES[face ?? "sans"]}`;
    const key = `${font}\n${text}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    context.font = font;
    const width = context.measureText(text).width * MARGIN;
    known.set(key, width);
    return width;
  };
}
