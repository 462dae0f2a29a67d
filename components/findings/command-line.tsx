"use client";
import { useWords } from "@/components/layout/preferences";
import { CopyButton } from "@/components/ui/copy-button";

/** One command, all of it in view before it is copied. */
export function CommandLine({ command }: { command: string }) {
  const { w } = useWords();
  return (
    <div className="flex items-start gap-1 rounded bg-sunken py-0.5 pr-0.5 pl-2">
      <code className="min-w-0 flex-1 break-words py-0.5 text-xs">
        <span className="sr-only">
          {w.interface.titled(w.finding.command, "")}
        </span>
        {command}
      </code>
      <span className="no-print">
        <CopyButton
          text={command}
          label={w.interface.copy}
          doneLabel={w.interface.copied}
        />
      </span>
    </div>
  );
}
