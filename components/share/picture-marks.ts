/** The marks of the matrix as SVG: fills, stripes, glyphs, borders, rings, chips. The encoding is that of the page. */
import type { CellView } from "@/components/matrix/cell-view";
import type { ServiceMode } from "@/lib/mesh/mode";
import { COLOURS } from "./picture-colours";
import { round, svgText, type TextStyle } from "./svg-text";
import type { Font, Measure } from "./text-width";

const MARK_PX = 22;

const ASKED: TextStyle = {
  size: 11,
  bold: true,
  fill: COLOURS.ink,
  anchor: "middle",
};

/** Drawn once, used by every cell. All names are ours. */
export const MARK_DEFINITIONS = `<defs>
<pattern id="both" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="8" height="8" fill="${COLOURS.mtls}"/><rect width="4" height="8" fill="${COLOURS.plain}"/></pattern>
<pattern id="unknown" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="3" height="7" fill="${COLOURS.edge}"/></pattern>
<g id="lock" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"><rect width="18" height="11" x="3" y="11" rx="2"/><path d="M7 11V7a5 5 0 0 1 10 0v4"/></g>
<g id="lock-open" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"><rect width="18" height="11" x="3" y="11" rx="2"/><path d="M7 11V7a5 5 0 0 1 9.9-1"/></g>
<g id="mutual_tls">${square(`fill="${COLOURS.mtls}"`)}</g>
<g id="mixed">${square('fill="url(#both)"')}</g>
<g id="plaintext">${square(`fill="${COLOURS.plain}"`)}<g color="#fff" transform="translate(-6.5 -6.5) scale(.54)"><use href="#lock-open"/></g></g>
<g id="knocking" color="${COLOURS.refused}" transform="translate(-6.5 -6.5) scale(.54)"><g fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round"><circle cx="12" cy="12" r="10"/><path d="m4.9 4.9 14.2 14.2"/></g></g>
<circle id="none" r="3" fill="none" stroke="${COLOURS.faint}"/>
<g id="no_evidence">${square(`fill="${COLOURS.ink}" fill-opacity=".06"`)}${svgText(0, 4, "?", { ...ASKED, fill: COLOURS.muted })}</g>
<rect id="doubt" x="-12.75" y="-12.75" width="25.5" height="25.5" rx="6.5" fill="none" stroke="${COLOURS.muted}" stroke-width="1.5" stroke-dasharray="3 2"/>
<g id="mutual_tls-doubt"><rect x="-10.25" y="-10.25" width="20.5" height="20.5" rx="5" fill="none" stroke="${COLOURS.mtls}" stroke-width="1.5" stroke-dasharray="3 2"/>${svgText(0, 4, "?", { ...ASKED, fill: COLOURS.mtls })}</g>
<g id="mixed-doubt">${square('fill="url(#both)"')}<rect x="-6" y="-7" width="12" height="14" rx="3" fill="#fff"/>${svgText(0, 4, "?", ASKED)}<use href="#doubt"/></g>
<g id="plaintext-doubt"><use href="#plaintext"/><use href="#doubt"/></g>
<rect id="strict" x="-13.25" y="-13.25" width="26.5" height="26.5" rx="7" fill="none" stroke="${COLOURS.ink}" stroke-width="1.5"/>
<rect id="disable" x="-13.5" y="-13.5" width="27" height="27" rx="7" fill="none" stroke="${COLOURS.faint}" stroke-width="1.5" stroke-dasharray="4 3"/>
<rect id="refused" x="-14" y="-14" width="28" height="28" rx="7.5" fill="none" stroke="${COLOURS.refused}" stroke-width="2"/>
</defs>`;

/** The mark of one cell around its middle. */
export function cellMark(x: number, y: number, view: CellView): string {
  const at = `x="${round(x)}" y="${round(y)}"`;
  const fill = `<use href="#${fillName(view)}" ${at}/>`;
  if (view.refused) return `${fill}<use href="#refused" ${at}/>`;
  const { border } = view;
  switch (border) {
    case "strict":
    case "disable":
      return `${fill}<use href="#${border}" ${at}/>`;
    case "permissive":
    case "none":
      return fill;
    default:
      return border satisfies never;
  }
}

/** Part of what stands behind a cell cannot be seen: hollow where it would look good, marked where not. */
function fillName({ fill, glyph, doubt }: CellView): string {
  if (glyph === "ban") return "knocking";
  switch (fill) {
    case "mutual_tls":
    case "mixed":
    case "plaintext":
      return doubt ? `${fill}-doubt` : fill;
    case "none":
    case "no_evidence":
      return fill;
    default:
      return fill satisfies never;
  }
}

interface Chip {
  readonly ground: string;
  readonly ink: string;
  readonly icon: string | null;
  readonly iconColour: string;
  readonly dashed: boolean;
  readonly edge: string;
}

const CHIP_FONT: Font = { size: 11, bold: true };
const CHIP_HEIGHT = 20;

/** What policy says, as a chip: shape and word, no colour needed. `y` is its middle. */
export function policyChip(
  x: number,
  y: number,
  mode: ServiceMode,
  label: string,
  measure: Measure,
): string {
  const look = CHIPS[mode];
  const gap = mode === "MIXED" ? 28 : 24;
  const start = look.icon === null ? 7 : gap;
  const width = start + measure(label, CHIP_FONT) + 8;
  const top = y - CHIP_HEIGHT / 2;
  const dash = look.dashed ? ' stroke-dasharray="3 2"' : "";
  return [
    `<rect x="${round(x)}" y="${round(top)}" width="${round(width)}" height="${CHIP_HEIGHT}" rx="4" fill="${look.ground}" stroke="${look.edge}"${dash}/>`,
    mode === "MIXED"
      ? `<path d="M${round(x + 4)} ${round(top)}h${18}l-4 ${CHIP_HEIGHT}h-14a4 4 0 0 1-4-4v-12a4 4 0 0 1 4-4z" fill="${COLOURS.ink}"/>`
      : "",
    look.icon === null
      ? ""
      : `<g color="${look.iconColour}" transform="translate(${round(x + 6)} ${round(y - 6)}) scale(.47)"><use href="#${look.icon}"/></g>`,
    svgText(x + start, y + 4, label, { ...CHIP_FONT, fill: look.ink }),
  ].join("");
}

export function chipWidth(label: string, measure: Measure): number {
  return measure(label, CHIP_FONT) + 36;
}

const QUIET: Chip = {
  ground: "none",
  ink: COLOURS.muted,
  icon: null,
  iconColour: COLOURS.muted,
  dashed: true,
  edge: COLOURS.edge,
};

const CHIPS: Record<ServiceMode, Chip> = {
  STRICT: {
    ground: COLOURS.ink,
    ink: "#fff",
    icon: "lock",
    iconColour: "#fff",
    dashed: false,
    edge: COLOURS.ink,
  },
  PERMISSIVE: {
    ground: "none",
    ink: COLOURS.ink,
    icon: "lock-open",
    iconColour: COLOURS.ink,
    dashed: false,
    edge: COLOURS.edge,
  },
  DISABLE: {
    ground: "none",
    ink: COLOURS.refused,
    icon: "lock-open",
    iconColour: COLOURS.refused,
    dashed: true,
    edge: COLOURS.refused,
  },
  MIXED: {
    ground: "none",
    ink: COLOURS.ink,
    icon: "lock",
    iconColour: "#fff",
    dashed: false,
    edge: COLOURS.ink,
  },
  NOT_ENFORCED: { ...QUIET, icon: "lock-open" },
  EXTERNAL: { ...QUIET, edge: "none" },
  UNKNOWN: QUIET,
};

function square(paint: string): string {
  const half = MARK_PX / 2;
  return `<rect x="-${half}" y="-${half}" width="${MARK_PX}" height="${MARK_PX}" rx="5" ${paint}/>`;
}
