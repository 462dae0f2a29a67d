"use client";
import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import type { ReactNode } from "react";

/** One choice of a few, all in view. */
export function Segmented<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: T;
  options: readonly { value: T; label: ReactNode; name?: string }[];
  onChange: (value: T) => void;
}) {
  return (
    <ToggleGroup
      aria-label={label}
      value={[value]}
      onValueChange={(next) => {
        const chosen = options.find((option) => option.value === next[0]);
        if (chosen) onChange(chosen.value);
      }}
      className="inline-flex h-7 shrink-0 overflow-hidden rounded-md border border-edge bg-panel"
    >
      {options.map((option) => (
        <Toggle
          key={option.value}
          value={option.value}
          aria-label={option.name}
          className="inline-flex min-w-7 items-center justify-center border-rule border-r px-1 text-muted text-xs transition-colors last:border-r-0 sm:min-w-8 sm:px-2 hover:text-ink focus-visible:-outline-offset-2 data-pressed:bg-ink data-pressed:font-medium data-pressed:text-on-ink"
        >
          {option.label}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
