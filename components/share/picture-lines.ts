/** The lines of a view in the words and marks of the page. Pure. */
import {
  callerCellView,
  cellView,
  groupCellView,
} from "@/components/matrix/cell-view";
import { groupFigures } from "@/components/matrix/group-figures";
import { groupPolicy } from "@/components/matrix/group-policy";
import { verdictFacts } from "@/components/matrix/group-sentence";
import type { GroupOfLines, Line } from "@/components/matrix/lines";
import { previewed } from "@/components/matrix/preview";
import { hasPlaintext } from "@/components/matrix/traffic-figures";
import type { ServiceRow } from "@/lib/api/contract";
import { formatCount } from "@/lib/words/figures";
import { reasonSentence } from "@/lib/words/reason-sentence";
import { words } from "@/lib/words/words";
import { plaintextFigures, shareFigures } from "./figures";
import type { PictureLine } from "./picture-words";
import type { SharedView } from "./shared-view";

type Clients = SharedView["clients"];

/** @param clients the columns to draw, in order */
export function pictureLines(
  lines: readonly Line[],
  clients: Clients,
  view: SharedView,
): PictureLine[] {
  return lines.flatMap((line): PictureLine[] => {
    switch (line.kind) {
      case "group":
        return [groupLine(line.group, clients, view)];
      case "service":
        return [serviceLine(line.row, clients, view)];
      case "caller":
        return [callerLine(line, clients, view)];
      case "port":
        return [portLine(line, view)];
      case "note":
        // It says how the page is doing, and nothing of the mesh.
        return [];
      default:
        return line satisfies never;
    }
  });
}

function groupLine(
  group: GroupOfLines,
  clients: Clients,
  view: SharedView,
): PictureLine {
  const { language } = view;
  const w = words(language);
  const count = (n: number) => formatCount(n, language);
  const figures = groupFigures(group.rows);
  const { coverage, cells, worst } = figures;
  const preview = previewed(view.preview);
  const { mode, label } = groupPolicy(figures, language);
  const facts = verdictFacts(group, language).map(({ text }) => text);
  if (coverage.reportingPods < coverage.proxiedPods) {
    const { reportingPods, proxiedPods } = coverage;
    facts.push(
      w.matrix.group.partial(count(reportingPods), count(proxiedPods)),
    );
  }
  return {
    key: group.namespace,
    level: 1,
    open: group.open,
    name: group.namespace,
    aside: w.matrix.group.services(count(group.rows.length)),
    chip: { mode, label },
    share: shareFigures(figures, view),
    plaintext: plaintextFigures(figures, figures.evidence, view),
    verdict:
      worst === null
        ? null
        : {
            state: worst,
            label: w.verdict[worst].label,
            words: facts.join(" · "),
          },
    cells: clients.map((client) =>
      groupCellView(cells.get(client), coverage.complete, preview),
    ),
  };
}

function serviceLine(
  row: ServiceRow,
  clients: Clients,
  view: SharedView,
): PictureLine {
  const w = words(view.language);
  const { state, reason, more } = row.verdict;
  const cells = new Map(row.cells.map((cell) => [cell.client, cell]));
  const preview = previewed(view.preview)(row);
  const further =
    more > 0
      ? ` ${w.picture.furtherReasons(formatCount(more, view.language))}`
      : "";
  return {
    key: `${row.namespace}/${row.name}`,
    level: 2,
    open: null,
    name: row.name,
    aside: "",
    chip: { mode: row.mode, label: w.mode[row.mode].label },
    share: shareFigures(row, view),
    plaintext: plaintextFigures(row, row.evidence, view),
    verdict: {
      state,
      label: w.verdict[state].label,
      words: `${reasonSentence(reason, view.language).title}${further}`,
    },
    cells: clients.map((client) => cellView(row, cells.get(client), preview)),
  };
}

function callerLine(
  { key, row, caller, refused }: Extract<Line, { kind: "caller" }>,
  clients: Clients,
  view: SharedView,
): PictureLine {
  const w = words(view.language).matrix.caller;
  const preview = previewed(view.preview)(row);
  return {
    key,
    level: 3,
    open: null,
    name:
      caller.namespace === null || caller.workload === null
        ? w.unnamed
        : w.workloadIn(caller.workload, caller.namespace),
    aside: "",
    chip: null,
    share: shareFigures(caller, view),
    plaintext: hasPlaintext(caller)
      ? plaintextFigures(caller, row.evidence, view)
      : [],
    verdict: null,
    cells: clients.map((client) =>
      client === caller.namespace
        ? callerCellView(row, caller, preview, refused !== null)
        : null,
    ),
  };
}

function portLine(
  { key, port }: Extract<Line, { kind: "port" }>,
  { language }: SharedView,
): PictureLine {
  const w = words(language);
  return {
    key,
    level: 3,
    open: null,
    name:
      port.name === ""
        ? `:${port.servicePort}`
        : `:${port.servicePort} ${port.name}`,
    aside: "",
    chip: { mode: port.mode, label: w.mode[port.mode].label },
    share: [],
    plaintext: [],
    verdict: null,
    cells: [],
  };
}
