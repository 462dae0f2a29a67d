"use client";
import { CellMark } from "@/components/matrix/cell-mark";
import { words } from "@/lib/words/words";
import { legendEntries } from "./picture-legend";
import { pictureLines } from "./picture-lines";
import { PrintedHead } from "./printed-head";
import { PrintedLine } from "./printed-line";
import type { SharedView } from "./shared-view";
import { rowsOf, shownClients, shownLines } from "./shown-part";
import { leftOutClients, leftOutServices } from "./view-facts";

/** About forty sheets; nobody reads more, and the browser must lay it all out at once. */
const MAX_PRINTED_LINES = 1_000;
/** As many as leave the verdict its line on A4 and on Letter, both lying. */
const MAX_PRINTED_CLIENTS = 20;

/**
 * The view on paper: a plain table whose head repeats on every sheet. It stands beside the page and
 * takes its place while printing, because the page has windows that scroll, and paper has none.
 */
export function PrintedView({ view }: { view: SharedView }) {
  const w = words(view.language);
  const part = shownLines(view.lines, MAX_PRINTED_LINES);
  const columns = shownClients(
    view.clients,
    rowsOf(view.lines),
    MAX_PRINTED_CLIENTS,
  );
  const lines = pictureLines(part.lines, columns.clients, view);
  const leftOut = [
    leftOutServices(part.leftOut, view),
    leftOutClients(columns, view),
  ].filter((sentence) => sentence !== null);
  const { columns: heads } = w.matrix;
  return (
    <div className="printed" lang={view.language === "zh" ? "zh-CN" : "en"}>
      <PrintedHead view={view} />
      <ul className="printed-legend">
        {legendEntries(lines, w).map(({ label, view: mark }) => (
          <li key={label}>
            <CellMark view={mark} />
            {label}
          </li>
        ))}
      </ul>
      {leftOut.map((sentence) => (
        <p key={sentence} className="printed-left-out">
          {sentence}
        </p>
      ))}
      <table>
        <thead>
          <tr>
            <th>{heads.service}</th>
            <th>{heads.policy}</th>
            <th className="printed-figure">{heads.share}</th>
            <th>{heads.plaintext}</th>
            {columns.clients.map((client) => (
              <th key={client ?? ""} className="printed-client">
                <span data-unnamed={client === null}>
                  {client ?? w.interface.noIdentity}
                </span>
              </th>
            ))}
            <th>{heads.verdict}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <PrintedLine key={line.key} line={line} clients={columns.clients} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
