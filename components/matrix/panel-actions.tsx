"use client";
import type { Intent } from "@/components/enforcement/intent";
import { useWords } from "@/components/layout/preferences";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import type { Action, ServiceRow } from "@/lib/api/contract";
import { actionsInOrder, buttonOfAction, rowButton } from "./row-button";

/** What can be done with a service, each with what it does; as loud as in its row. */
export function PanelActions({
  row,
  onIntent,
}: {
  row: ServiceRow;
  onIntent: (intent: Intent) => void;
}) {
  const { w } = useWords();
  const { namespace, name } = row;
  const actions = actionsInOrder(row);
  const first = rowButton(row);
  if (actions.length === 0) return null;
  const label = (action: Action) => {
    const button = buttonOfAction(row, action);
    return button ? w.matrix.buttons[button] : w.action[action].label;
  };
  return (
    <Section title={w.matrix.panel.actions}>
      <ul className="flex flex-col gap-2">
        {actions.map((action) => (
          <li key={action} className="flex items-center gap-3">
            <Button
              tone={first?.action === action ? first.tone : "outline"}
              onClick={() => onIntent({ action, namespace, service: name })}
            >
              {label(action)}
            </Button>
            <span className="text-muted text-xs">
              {w.action[action].sentence}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
