"use client";
import clsx from "clsx";
import { CellMark } from "@/components/matrix/cell-mark";
import { PolicyChip } from "@/components/matrix/policy-chip";
import type { VerdictState } from "@/lib/api/contract";
import type { Figure, PictureLine } from "./picture-words";

const STATES: Record<VerdictState, string> = {
  LOCKED: "text-ink",
  READY: "text-ready",
  READY_WITH_WARNINGS: "text-ready",
  BLOCKED: "text-plain-ink",
  UNKNOWN: "text-muted",
};

export function PrintedLine({
  line,
  clients,
}: {
  line: PictureLine;
  clients: readonly (string | null)[];
}) {
  const { level, name, aside, chip, share, plaintext, verdict, cells } = line;
  const heading = level === 1;
  return (
    <tr data-level={level}>
      <th scope="row">
        <span className={clsx(heading ? "font-semibold" : "font-mono")}>
          {name}
        </span>
        {aside ? <span className="text-muted"> {aside}</span> : null}
      </th>
      <td>{chip ? <PolicyChip {...chip} /> : null}</td>
      <td className="printed-figure">
        <Figures figures={share} />
      </td>
      <td>
        <Figures figures={plaintext} />
      </td>
      {clients.map((client, index) => {
        const cell = cells[index];
        return (
          <td key={client ?? ""} className="printed-cell">
            {cell ? <CellMark view={cell} /> : null}
          </td>
        );
      })}
      <td className="text-muted">
        {verdict ? (
          <b className={clsx("font-semibold", STATES[verdict.state])}>
            {verdict.label}{" "}
          </b>
        ) : null}
        {verdict?.words}
      </td>
    </tr>
  );
}

function Figures({ figures }: { figures: readonly Figure[] }) {
  return figures.map(({ figure, beside, loud }) => (
    <span key={`${figure} ${beside}`} className="block whitespace-nowrap">
      {figure === "" ? null : (
        <b className={clsx("font-semibold", loud && "text-plain-ink")}>
          {figure}{" "}
        </b>
      )}
      <span className="text-muted">{beside}</span>
    </span>
  ));
}
