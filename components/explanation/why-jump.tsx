"use client";
import { ArrowDown } from "lucide-react";
import { useWords } from "@/components/layout/preferences";
import type { ServiceMode } from "@/lib/mesh/mode";

/** Where `WhyJump` leads. */
export const WHY_ID = "why";

/** From the top of a service's panel to the explanation of its mode, also for the keyboard. */
export function WhyJump({ mode }: { mode: ServiceMode }) {
  const { w } = useWords();
  const jump = () => {
    const target = document.getElementById(WHY_ID);
    target?.scrollIntoView({ block: "start" });
    target?.focus({ preventScroll: true });
  };
  return (
    // On the line of the heading that follows, and without a line of its own.
    <div className="-mb-6 flex h-0 justify-end">
      <button
        type="button"
        onClick={jump}
        className="relative inline-flex h-5 shrink-0 items-center gap-1 rounded text-muted text-xs hover:text-ink"
      >
        {w.explanation.jump(w.mode[mode].label)}
        <ArrowDown size={12} aria-hidden />
      </button>
    </div>
  );
}
