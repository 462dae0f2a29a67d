"use client";
import { useWords } from "@/components/layout/preferences";
import type { Words } from "@/lib/words/words";
import type { CallerRow } from "./caller-rows";

/** Who calls, under which identity, and whether STRICT refuses it. */
export function CallerLabel({
  row: { caller, refused, why },
  locked,
}: {
  row: CallerRow;
  locked: boolean;
}) {
  const { w } = useWords();
  const words = w.service.callers;
  const { namespace, workload, principal } = caller;
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-2">
        {workload === null ? (
          <span className="font-medium text-plain-ink">
            {namespace ?? w.matrix.caller.unnamed}
          </span>
        ) : (
          <span className="break-all font-mono text-xs">
            <span className="text-muted">{namespace ?? "?"}/</span>
            {workload}
          </span>
        )}
        {refused ? (
          <span className="rounded border border-refused px-1 text-2xs text-refused">
            {refusalOf(why, locked, words)}
          </span>
        ) : null}
      </span>
      <span className="block break-all text-2xs text-muted">
        <span className="sr-only">
          {w.interface.titled(words.identity, "")}
        </span>
        {principal ?? words.noIdentity}
      </span>
    </>
  );
}

/** A caller that is told mutual TLS by now may have sent its last plaintext already. */
function refusalOf(
  why: CallerRow["why"],
  locked: boolean,
  words: Words["service"]["callers"],
): string {
  if (locked) return words.refusedNow;
  return why?.kind === "told-mutual-tls"
    ? words.refusedIfItGoesOn
    : words.refusedIfLocked;
}
