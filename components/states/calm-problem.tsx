"use client";
import { useWords } from "@/components/layout/preferences";
import { ApiError } from "@/lib/query/api-error";
import type { Words } from "@/lib/words/words";

/** Why there is no answer, or no newer one, and what helps. Calm: nothing was lost. */
export function CalmProblem({ error }: { error: unknown }) {
  const { w } = useWords();
  const { title, detail, remedy } = describe(error, w);
  return (
    <div role="status" className="text-muted text-xs">
      <p className="text-ink">{title}</p>
      {detail ? <p>{detail}</p> : null}
      {remedy ? <p>{remedy}</p> : null}
    </div>
  );
}

function describe(error: unknown, w: Words) {
  const failure = error instanceof ApiError ? error.failure : null;
  switch (failure?.kind) {
    case "problem": {
      const { code, detail, remedy } = failure.problem;
      return { title: w.problem[code].title, detail, remedy };
    }
    case "unreachable":
      return { ...w.page.unreachable, remedy: "" };
    case "malformed":
      return {
        title: w.page.malformed.title,
        detail: w.page.malformed.detail(failure.status),
        remedy: "",
      };
    case undefined:
      return { ...w.problem.internal, detail: "" };
    default:
      return failure satisfies never;
  }
}
