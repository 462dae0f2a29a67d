"use client";
import { useWords } from "@/components/layout/preferences";
import type { Caller } from "@/lib/api/contract";
import { formatSeen, type Reading } from "@/lib/words/seen";
import type { Words } from "@/lib/words/words";
import { plaintextFigures, unitFacts } from "./cell-sentence";
import { plaintextUnits } from "./traffic-figures";

/** Callers by name, with what was counted of each; one that nobody can name is still listed. */
export function CallerList({
  callers,
  asOf,
  figures,
}: {
  callers: readonly Caller[];
  asOf: Reading | null;
  /** `all` counts everything, `plaintext` only what would be refused. */
  figures: "all" | "plaintext";
}) {
  const { w, language } = useWords();
  return (
    <ul className="flex flex-col">
      {callers.map((caller) => {
        const units = plaintextUnits(caller);
        const facts =
          figures === "plaintext" && units.length > 0
            ? [
                w.enforcement.plaintextSeen(
                  plaintextFigures(caller, units, language),
                ),
              ]
            : unitFacts(caller, language);
        if (caller.lastPlaintextAt && asOf) {
          const ago = formatSeen(caller.lastPlaintextAt, asOf, language);
          facts.push(
            figures === "plaintext"
              ? w.enforcement.lastSeen(ago)
              : w.matrix.cell.lastPlaintext(ago),
          );
        }
        return (
          <li
            key={`${caller.namespace}/${caller.workload}/${caller.principal}`}
            className="flex flex-wrap items-baseline justify-between gap-x-4 border-rule border-b py-1.5 last:border-b-0"
            {...(caller.principal ? { title: caller.principal } : {})}
          >
            <span
              className={
                caller.workload === null
                  ? "font-medium text-plain-ink"
                  : "min-w-0 break-all font-mono text-xs"
              }
            >
              {callerName(caller, w)}
            </span>
            <span className="text-muted text-xs">
              {facts.join(" · ") || "–"}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function callerName({ namespace, workload }: Caller, w: Words): string {
  if (workload !== null) {
    return w.matrix.caller.workloadIn(workload, namespace ?? "?");
  }
  return namespace === null ? w.matrix.caller.unnamed : namespace;
}
