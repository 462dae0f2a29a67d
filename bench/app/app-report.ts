import type { AppFigures } from "./measure-app";
import { MANY } from "./viewer-cost";

/** What each figure may be at most, for a mesh of 1,000 services and for one of 10,000. */
const LIMITS: Readonly<Record<string, Limits>> = {
  large: {
    sync: 1.3,
    memoryMb: 250,
    unchangedMs: 3,
    answerKb: 60,
    repaintMs: 300,
    readableMs: 1_000,
    slowFrames: 0.01,
    heapMb: 60,
    paintMs: 100,
    viewers: 2,
  },
  huge: {
    sync: 1.3,
    memoryMb: 600,
    unchangedMs: 3,
    answerKb: 600,
    repaintMs: 700,
    readableMs: 2_000,
    slowFrames: 0.02,
    heapMb: 150,
    paintMs: 200,
    viewers: 2,
  },
};

type Limits = Readonly<
  Record<
    | "sync"
    | "memoryMb"
    | "unchangedMs"
    | "answerKb"
    | "repaintMs"
    | "readableMs"
    | "slowFrames"
    | "heapMb"
    | "paintMs"
    | "viewers",
    number
  >
>;

/** A table in Markdown, a column for each scenario; beside each figure its share of what it may be. */
export function appTable(all: readonly AppFigures[]): string {
  const lines = [
    ["", ...all.map(({ scenario }) => scenario)],
    ["---", ...all.map(() => "---")],
    ...ROWS.map(({ what, value, text, limit }) => [
      what,
      ...all.map((figures) => {
        const measured = value(figures);
        const most = LIMITS[figures.scenario]?.[limit];
        const share =
          most === undefined
            ? ""
            : ` (${(measured / most).toFixed(2)} of ${text(most)})`;
        return `${text(measured)}${share}`;
      }),
    ]),
  ];
  return lines.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

interface Row {
  readonly what: string;
  readonly limit: keyof Limits;
  readonly value: (figures: AppFigures) => number;
  readonly text: (value: number) => string;
}

const times = (value: number) => `${value.toFixed(2)}×`;
const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const mb = (value: number) => `${value.toFixed(0)} MB`;
const kb = (value: number) => `${value.toFixed(0)} KB`;
const percent = (value: number) => `${(value * 100).toFixed(2)} %`;

const ROWS: readonly Row[] = [
  {
    what: "first sync, against plainly listing and parsing the same objects",
    limit: "sync",
    value: ({ sync }) => sync.ratio,
    text: times,
  },
  {
    what: "server memory after the first snapshot",
    limit: "memoryMb",
    value: ({ memoryBytes }) => memoryBytes / 1e6,
    text: mb,
  },
  {
    what: "snapshot unchanged (304), median",
    limit: "unchangedMs",
    value: ({ answers }) => answers.unchangedMs,
    text: ms,
  },
  {
    what: "snapshot in full, compressed",
    limit: "answerKb",
    value: ({ answers }) => answers.bytes / 1e3,
    text: kb,
  },
  {
    what: "policy written to its word on the screen, p95",
    limit: "repaintMs",
    value: ({ browser }) => browser.repaintP95Ms,
    text: ms,
  },
  {
    what: "navigation to the first readable line, median",
    limit: "readableMs",
    value: ({ browser }) => browser.readableMs,
    text: ms,
  },
  {
    what: "frames over 33 ms while scrolling through everything",
    limit: "slowFrames",
    value: ({ browser }) => browser.slowFrames,
    text: percent,
  },
  {
    what: "browser heap",
    limit: "heapMb",
    value: ({ browser }) => browser.heapBytes / 1e6,
    text: mb,
  },
  {
    what: "fold, sort, filter to paint, p95",
    limit: "paintMs",
    value: ({ browser }) => browser.paintP95Ms,
    text: ms,
  },
  {
    what: `server time for ${MANY} viewers against one, pods rolling`,
    limit: "viewers",
    value: ({ viewers }) => viewers.ratio,
    text: times,
  },
];
