"use client";
import { useState } from "react";
import { useWords } from "@/components/layout/preferences";
import type { Snapshot } from "@/lib/api/contract";
import { formatCount } from "@/lib/words/figures";
import { LegacyDialog } from "./legacy-dialog";

/** One line, only where the cluster holds policies of Istio 1.5 and older. */
export function LegacyNotice({ snapshot }: { snapshot: Snapshot }) {
  const { w, language } = useWords();
  const [open, setOpen] = useState(false);
  const { legacyPolicies, obeysLegacyPolicies } = snapshot.mesh;
  if (legacyPolicies === 0 && !open) return null;
  return (
    <>
      <p className="no-print mt-3 text-muted text-xs">
        {w.legacy.notice[obeysLegacyPolicies](
          formatCount(legacyPolicies, language),
        )}{" "}
        <button
          type="button"
          onClick={() => setOpen(true)}
          className="rounded-sm text-ink underline decoration-edge underline-offset-3 hover:decoration-ink"
        >
          {w.legacy.open}
        </button>
      </p>
      {open ? <LegacyDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}
