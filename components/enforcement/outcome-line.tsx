"use client";
import { Check, X } from "lucide-react";
import { useWords } from "@/components/layout/preferences";
import { useTimeZone } from "@/components/time/use-time-zone";
import { Button } from "@/components/ui/button";
import type { Action } from "@/lib/api/contract";
import type { EnforcementOutcome } from "@/lib/api/enforcement-contract";
import { formatMoment } from "@/lib/words/figures";
import type { Intent } from "./intent";

const INVERSE: Record<Action, Action | null> = {
  lock: "unlock",
  "require-mutual-tls": "undo-mutual-tls",
  unlock: null,
  "undo-mutual-tls": null,
};

/** What was done, with the way back, until somebody puts it aside. */
export function OutcomeLine({
  outcome,
  onUndo,
  onDismiss,
}: {
  outcome: EnforcementOutcome;
  onUndo: (intent: Intent) => void;
  onDismiss: () => void;
}) {
  const { w, language } = useWords();
  const { action, namespace, service, at } = outcome;
  const inverse = INVERSE[action];
  const zone = useTimeZone();
  return (
    <div className="no-print pointer-events-none fixed inset-x-0 bottom-4 z-30 md:bottom-14 flex justify-center px-4">
      <div className="pointer-events-auto flex max-w-full items-center gap-3 rounded-lg border border-ink bg-panel py-2 pr-2 pl-3.5">
        <p role="status" className="flex min-w-0 items-center gap-2.5">
          <Check size={15} className="shrink-0 text-ready" aria-hidden />
          <span>
            <b className="font-semibold">
              {w.enforcement.done[action](service)}
            </b>{" "}
            <span className="text-muted">
              {w.enforcement.doneAt(formatMoment(at, language, zone))}
            </span>
            {inverse ? (
              <span className="block text-muted">
                {w.enforcement.countedBefore}
              </span>
            ) : null}
          </span>
        </p>
        {inverse ? (
          <Button
            onClick={() => onUndo({ action: inverse, namespace, service })}
          >
            {w.enforcement.undo}
          </Button>
        ) : null}
        <Button
          tone="quiet"
          className="border-transparent px-1.5"
          aria-label={w.enforcement.dismiss}
          onClick={onDismiss}
        >
          <X size={14} aria-hidden />
        </Button>
      </div>
    </div>
  );
}
