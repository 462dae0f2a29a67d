/**
 * Always the light ones: a picture goes onto slides, into documents and onto paper, whose ground is
 * white, and two readers of one view must get the same picture whatever their screens look like.
 * The values are those of `app/globals.css`, which a picture cannot read.
 */
export const COLOURS = {
  page: "#ffffff",
  sunken: "#f6f6f3",
  rule: "#e8e8e4",
  edge: "#c9c9c3",
  ink: "#17181a",
  muted: "#5c6166",
  faint: "#8a8f94",
  mtls: "#0b6e99",
  plain: "#d95f02",
  plainInk: "#b04a00",
  ready: "#1b7f4d",
  readyPale: "#8dbfa6",
  refused: "#b3261e",
} as const;
