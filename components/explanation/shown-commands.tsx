"use client";
import { useWords } from "@/components/layout/preferences";
import { CopyButton } from "@/components/ui/copy-button";
import type { ShownCommand } from "@/lib/mesh/explanation/explanation";

/** Commands that show the same without Lockstep, under what they show. */
export function ShownCommands({
  commands,
}: {
  commands: readonly ShownCommand[];
}) {
  const { w } = useWords();
  const kinds = [...new Set(commands.map(({ shows }) => shows))];
  return (
    <dl className="flex flex-col gap-2.5">
      {kinds.map((kind) => (
        <div key={kind}>
          <dt className="mb-1 text-muted text-xs">
            {w.explanation.commands.shows[kind]}
          </dt>
          {commands
            .filter(({ shows }) => shows === kind)
            .map(({ command }) => (
              <dd
                key={command}
                className="mt-1 flex items-start justify-between gap-2 rounded bg-sunken py-0.5 pr-1 pl-2"
              >
                <code className="min-w-0 break-words py-0.5 font-mono text-xs">
                  {command}
                </code>
                <span className="shrink-0 whitespace-nowrap">
                  <CopyButton
                    text={command}
                    label={w.interface.copy}
                    doneLabel={w.interface.copied}
                  />
                </span>
              </dd>
            ))}
        </div>
      ))}
    </dl>
  );
}
