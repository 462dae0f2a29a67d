"use client";
import { useState } from "react";
import { useWords } from "@/components/layout/preferences";
import { useMedia } from "@/components/layout/use-media";
import { cellTraffic } from "@/components/matrix/cell-view";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import type { Snapshot } from "@/lib/api/contract";
import type { ServiceDetail } from "@/lib/api/service-detail-contract";
import { formatCount } from "@/lib/words/figures";
import { readingOf } from "@/lib/words/seen";
import { CallerCards } from "./caller-cards";
import { type CallerRow, callerRows } from "./caller-rows";
import { CallerTable } from "./caller-table";

const NARROW = "(width < 48rem)";
/** Beyond this the rest waits behind a button; whoever matters most stands first. */
const SHOWN = 25;

/** Who calls, and after the lock apart from them: who is refused. */
export function ServiceCallers({
  row,
  snapshot,
}: {
  row: ServiceDetail;
  snapshot: Snapshot;
}) {
  const { w } = useWords();
  const words = w.service;
  const locked = row.verdict.state === "LOCKED";
  const rows = callerRows(row, snapshot.mesh.enableAutoMtls);
  const refused = locked ? rows.filter((caller) => caller.refused) : [];
  const others = locked ? rows.filter((caller) => !caller.refused) : rows;
  const known = cellTraffic(row, undefined) !== "no_evidence";
  return (
    <>
      {refused.length > 0 ? (
        <Section title={words.refused.title} hint={words.refused.hint}>
          <Listed rows={refused} snapshot={snapshot} locked={locked} />
        </Section>
      ) : null}
      <Section title={words.callers.title} hint={words.callers.hint}>
        {others.length > 0 ? (
          <Listed rows={others} snapshot={snapshot} locked={locked} />
        ) : (
          <p className="text-muted">
            {known ? w.matrix.panel.noCallers : w.matrix.panel.noEvidence}
          </p>
        )}
      </Section>
    </>
  );
}

function Listed({
  rows,
  snapshot,
  locked,
}: {
  rows: readonly CallerRow[];
  snapshot: Snapshot;
  locked: boolean;
}) {
  const { w, language } = useWords();
  const [all, setAll] = useState(false);
  const narrow = useMedia(NARROW);
  const shown = all ? rows : rows.slice(0, SHOWN);
  const List = narrow ? CallerCards : CallerTable;
  return (
    <>
      <List rows={shown} asOf={readingOf(snapshot)} locked={locked} />
      {rows.length > SHOWN ? (
        <Button
          className="mt-3"
          aria-expanded={all}
          onClick={() => setAll(!all)}
        >
          {all
            ? w.service.callers.fewer
            : w.service.callers.all(formatCount(rows.length, language))}
        </Button>
      ) : null}
    </>
  );
}
