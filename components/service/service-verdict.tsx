"use client";
import type { Intent } from "@/components/enforcement/intent";
import { useWords } from "@/components/layout/preferences";
import { CriteriaNote } from "@/components/matrix/criteria-note";
import {
  actionsInOrder,
  buttonOfAction,
  rowButton,
} from "@/components/matrix/row-button";
import { VerdictLine } from "@/components/matrix/verdict-line";
import { Button } from "@/components/ui/button";
import { Hint } from "@/components/ui/hint";
import type { Action, Snapshot } from "@/lib/api/contract";
import type { ServiceDetail } from "@/lib/api/service-detail-contract";
import { reasonSentence } from "@/lib/words/reason-sentence";
import { CoverageBadge } from "./coverage-badge";

/** May it be locked, the first reason why or why not, how sure that is, and what to do next. */
export function ServiceVerdict({
  row,
  snapshot,
  onIntent,
}: {
  row: ServiceDetail;
  snapshot: Snapshot;
  onIntent: (intent: Intent) => void;
}) {
  const { w, language } = useWords();
  const { namespace, name } = row;
  const actions = actionsInOrder(row);
  const shown = rowButton(row);
  const label = (action: Action) => {
    const button = buttonOfAction(row, action);
    return button ? w.matrix.buttons[button] : w.action[action].label;
  };
  return (
    <section
      aria-label={w.service.page.verdict}
      className="flex flex-wrap items-center justify-between gap-x-10 gap-y-4 border-rule border-y py-4"
    >
      <div className="min-w-0 max-w-[52rem] flex-[1_1_20rem]">
        <VerdictLine row={row} whole className="text-base leading-6" />
        <p className="text-muted">
          {reasonSentence(row.verdict.reason, language).remedy}
        </p>
        <p className="mt-2">
          <CoverageBadge row={row} snapshot={snapshot} />
        </p>
        <CriteriaNote criteria={row.criteria} />
      </div>
      {actions.length > 0 ? (
        <ul
          aria-label={w.service.page.actions}
          className="no-print flex flex-wrap gap-2"
        >
          {actions.map((action) => (
            <li key={action}>
              <Hint text={w.action[action].sentence}>
                <Button
                  tone={
                    shown !== null && shown.action === action
                      ? shown.tone
                      : "outline"
                  }
                  className="h-8 px-3"
                  onClick={() => onIntent({ action, namespace, service: name })}
                >
                  {label(action)}
                </Button>
              </Hint>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
