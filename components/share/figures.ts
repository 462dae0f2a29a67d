/** The two figures of a line: share of mutual TLS, and what is left in plaintext. Each unit by itself. */
import {
  type Measured,
  plaintextUnits,
  totalOf,
  type Unit,
  unitsSeen,
} from "@/components/matrix/traffic-figures";
import type { ServiceRow } from "@/lib/api/contract";
import { formatCount, formatWindow } from "@/lib/words/figures";
import { formatSeen, readingOf } from "@/lib/words/seen";
import { formatShare } from "@/lib/words/share";
import { words } from "@/lib/words/words";
import type { Figure } from "./picture-words";
import type { SharedView } from "./shared-view";

export interface Counted extends Measured {
  readonly lastPlaintextAt: string | null;
}

export function shareFigures(counted: Measured, view: SharedView): Figure[] {
  const { ofReq, ofConn } = words(view.language).matrix.plaintext;
  const stated = unitsSeen(counted).filter(
    // Calls without a statement are no share of anything (semantics D4).
    (unit) => counted[unit].mutualTls + counted[unit].plaintext > 0,
  );
  if (stated.length === 0) return [{ figure: "–", beside: "", loud: false }];
  return stated.map((unit) => ({
    figure: formatShare(counted[unit].mutualTls, totalOf(counted[unit])),
    beside: unit === "connections" ? ofConn : stated.length > 1 ? ofReq : "",
    loud: false,
  }));
}

/** @param evidence "no_evidence" = that no plaintext was seen says nothing (semantics D4) */
export function plaintextFigures(
  counted: Counted,
  evidence: ServiceRow["evidence"],
  { snapshot, language }: SharedView,
): Figure[] {
  const say = words(language).matrix.plaintext;
  const units = plaintextUnits(counted);
  if (units.length === 0) {
    const beside =
      evidence === "no_evidence"
        ? say.unknown
        : say.noneIn(formatWindow(snapshot.window, language));
    return [{ figure: "", beside, loud: false }];
  }
  const reading = readingOf(snapshot);
  const when =
    counted.lastPlaintextAt && reading
      ? ` · ${formatSeen(counted.lastPlaintextAt, reading, language)}`
      : "";
  const name: Record<Unit, string> = {
    requests: say.req,
    connections: say.conn,
  };
  return units.map((unit, index) => ({
    figure: formatCount(counted[unit].plaintext, language),
    beside: `${name[unit]}${index === 0 ? when : ""}`,
    loud: true,
  }));
}
