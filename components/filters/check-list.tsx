"use client";
import type { ReactNode } from "react";

export interface CheckChoice<T extends string> {
  readonly value: T;
  readonly label: ReactNode;
  /** How many services it stands for. */
  readonly count?: string;
}

/** Several of a few, all in view, as native boxes. */
export function CheckList<T extends string>({
  title,
  chosen,
  choices,
  onChange,
  children,
  note,
}: {
  title: string;
  chosen: readonly T[];
  choices: readonly CheckChoice<T>[];
  onChange: (chosen: T[]) => void;
  /** What stands between the title and the boxes. */
  children?: ReactNode;
  /** What is said below the boxes, e.g. how many there are besides. */
  note?: ReactNode;
}) {
  return (
    <fieldset className="min-w-0">
      <legend className="pb-1 font-semibold text-2xs text-muted">
        {title}
      </legend>
      {children}
      {choices.map(({ value, label, count }) => (
        <label
          key={value}
          className="flex min-h-6 items-center gap-2 rounded px-1 -mx-1 text-xs hover:bg-hover"
        >
          <input
            type="checkbox"
            className="size-3.5 shrink-0 accent-ink"
            checked={chosen.includes(value)}
            onChange={({ target }) =>
              onChange(
                target.checked
                  ? [...chosen, value]
                  : chosen.filter((other) => other !== value),
              )
            }
          />
          <span className="min-w-0 flex-1 truncate">{label}</span>
          {count === undefined ? null : (
            <span className="text-muted">{count}</span>
          )}
        </label>
      ))}
      <p role="status" className="text-muted text-xs empty:hidden">
        {note}
      </p>
    </fieldset>
  );
}
