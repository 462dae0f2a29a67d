"use client";
import { useId, useState } from "react";
import { useWords } from "@/components/layout/preferences";
import { Button } from "@/components/ui/button";
import { WINDOW_UNITS, type Window } from "@/lib/mesh/window";
import { type ReadWindow, readTyped, typedOf } from "./custom-window";

const FIELD =
  "h-8 rounded-md border border-edge bg-panel px-2 text-ink text-xs hover:border-ink aria-invalid:border-refused";

/** A number and its unit. What is not understood stays as it was typed, with the reason beside it. */
export function CustomWindowForm({
  window,
  onChoose,
}: {
  window: Window;
  onChoose: (window: Window) => void;
}) {
  const { w } = useWords();
  const [typed, setTyped] = useState(() => typedOf(window));
  const [tried, setTried] = useState(false);
  const read = readTyped(typed);
  const problem = tried ? problemOf(read) : null;
  const problemId = useId();
  return (
    <form
      noValidate
      className="flex flex-col gap-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if ("window" in read) onChoose(read.window);
      }}
    >
      <div className="flex gap-2">
        {/* Not type="number": what that takes for no number it throws away. */}
        <input
          aria-label={w.time.amount}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : problemId}
          inputMode="numeric"
          autoComplete="off"
          maxLength={12}
          value={typed.amount}
          onChange={(event) =>
            setTyped({ ...typed, amount: event.target.value })
          }
          className={`${FIELD} w-20 min-w-0`}
        />
        <select
          aria-label={w.time.unit}
          value={typed.unit}
          onChange={(event) => {
            const unit = WINDOW_UNITS.find(
              (unit) => unit === event.target.value,
            );
            if (unit) setTyped({ ...typed, unit });
          }}
          className={`${FIELD} min-w-0 flex-1`}
        >
          {WINDOW_UNITS.map((unit) => (
            <option key={unit} value={unit}>
              {w.time.units[unit]}
            </option>
          ))}
        </select>
        <Button type="submit" tone="solid" className="h-8 px-3">
          {w.time.show}
        </Button>
      </div>
      <p
        id={problemId}
        role="alert"
        className="text-refused text-xs empty:hidden"
      >
        {problem === null ? null : w.time.bad[problem]}
      </p>
    </form>
  );
}

function problemOf(read: ReadWindow) {
  return "problem" in read ? read.problem : null;
}
