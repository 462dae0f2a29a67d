"use client";
import { useId } from "react";
import { useWords } from "@/components/layout/preferences";

/** The service's name, typed by hand: nobody does that by accident. */
export function Confirmation({
  service,
  typed,
  onType,
}: {
  service: string;
  typed: string;
  onType: (text: string) => void;
}) {
  const { w } = useWords();
  const hint = useId();
  return (
    <label className="flex min-w-56 flex-1 flex-col gap-1">
      <span className="font-medium text-xs">
        {w.enforcement.confirm(service)}
      </span>
      <input
        value={typed}
        onChange={(event) => onType(event.target.value)}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        aria-describedby={hint}
        className="h-8 rounded-md border border-edge bg-panel px-2.5 font-mono text-xs"
      />
      <span id={hint} className="text-2xs text-muted">
        {w.enforcement.confirmHint}
      </span>
    </label>
  );
}
