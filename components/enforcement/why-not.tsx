"use client";
import { useWords } from "@/components/layout/preferences";
import type { Plan } from "@/lib/api/enforcement-contract";
import { missingRight } from "./missing-right";

/** Beside the button that cannot be pressed: what the API server refused, in one line. The plan says the rest. */
export function WhyNot({ id, plan }: { id: string; plan: Plan }) {
  const { w } = useWords();
  const { dryRun } = plan;
  if (dryRun.accepted) return null;
  const right = missingRight(dryRun);
  return (
    <p
      id={id}
      className="min-w-56 flex-1 self-center text-refused text-xs leading-5 break-words"
    >
      {right
        ? w.enforcement.mayNot(right.verb, right.resource)
        : w.enforcement.refusedByServer(dryRun.message)}
    </p>
  );
}
