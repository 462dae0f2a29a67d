"use client";
import { Check, ClipboardX, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useWords } from "@/components/layout/preferences";
import { Button } from "@/components/ui/button";
import type { ServiceRow } from "@/lib/api/contract";
import { tableCsv } from "./table-csv";

const SHOWN_MS = 2_500;

/** All services that the filters leave, on whichever page; written only when it is pressed. */
export function CopyCsvButton({ rows }: { rows: readonly ServiceRow[] }) {
  const { w, language } = useWords();
  const [outcome, setOutcome] = useState<"copied" | "refused" | null>(null);

  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(tableCsv(rows, language));
      setOutcome("copied");
    } catch {
      // Without a secure connection, or without leave, browsers have no clipboard.
      setOutcome("refused");
    }
  };

  const Icon =
    outcome === "copied" ? Check : outcome === "refused" ? ClipboardX : Copy;
  return (
    <>
      <Button className="no-print" onClick={copy}>
        <Icon size={13} aria-hidden />
        {outcome === null
          ? w.table.copy
          : outcome === "copied"
            ? w.table.copied
            : w.table.refusedCopy}
      </Button>
      <span role="status" className="sr-only">
        {outcome === "copied" ? w.table.copied : null}
        {outcome === "refused" ? w.table.refusedCopy : null}
      </span>
    </>
  );
}
