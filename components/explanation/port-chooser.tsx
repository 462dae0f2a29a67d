"use client";
import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import { useWords } from "@/components/layout/preferences";
import { PolicyChip } from "@/components/matrix/policy-chip";
import type { PortExplanation } from "@/lib/mesh/explanation/explanation";
import type { Doubts } from "./doubts";
import { portLabels } from "./port-label";

/** The ports of a service with what each accepts, all in view; choosing one explains it. */
export function PortChooser({
  ports,
  doubts,
  chosen,
  onChoose,
}: {
  ports: readonly PortExplanation[];
  doubts: Doubts;
  /** A key of `portLabels`. */
  chosen: string;
  onChoose: (key: string) => void;
}) {
  const { w, language } = useWords();
  return (
    <RadioGroup
      aria-label={w.explanation.chooser.label}
      value={chosen}
      onValueChange={(next) => onChoose(String(next))}
      className="mb-3 flex max-h-48 flex-col overflow-y-auto rounded-md border border-edge"
    >
      {portLabels(ports, language).map(({ key, port, note }, index) => {
        const mode = doubts.policies
          ? "UNKNOWN"
          : (ports[index]?.mode ?? "NOT_ENFORCED");
        return (
          <Radio.Root
            key={key}
            value={key}
            className="flex min-h-8 shrink-0 cursor-pointer items-center gap-2.5 border-rule border-b px-2.5 py-1 text-left last:border-b-0 hover:bg-hover focus-visible:-outline-offset-2 data-checked:bg-hover"
          >
            <span className="grid size-3.5 shrink-0 place-items-center rounded-full border border-edge">
              <Radio.Indicator className="size-2 rounded-full bg-ink" />
            </span>
            <span className="min-w-0 break-words font-mono text-xs">
              {port}
            </span>
            <span className="min-w-0 flex-1 break-words text-muted text-xs">
              {note}
            </span>
            <PolicyChip mode={mode} label={w.mode[mode].label} />
          </Radio.Root>
        );
      })}
    </RadioGroup>
  );
}
