"use client";
import { useWords } from "@/components/layout/preferences";
import { ApiError } from "@/lib/query/api-error";
import type { Language } from "@/lib/words/language";
import { words } from "@/lib/words/words";
import { type ProblemText, problemText } from "./problem-text";
import { ServerWords } from "./source-reason";

/** Why there is no answer, or no newer one, and what helps. Calm: nothing was lost. */
export function CalmProblem({ error }: { error: unknown }) {
  const { language } = useWords();
  const { title, detail, remedy, quote } = describe(error, language);
  return (
    <div role="status" className="text-muted text-xs">
      <p className="text-ink">{title}</p>
      {detail ? <p>{detail}</p> : null}
      {remedy ? <p>{remedy}</p> : null}
      {quote === null ? null : <ServerWords text={quote} />}
    </div>
  );
}

function describe(error: unknown, language: Language): ProblemText {
  const w = words(language);
  const failure = error instanceof ApiError ? error.failure : null;
  switch (failure?.kind) {
    case "problem":
      return problemText(failure.problem, language);
    case "unreachable":
      return { ...w.page.unreachable, remedy: "", quote: null };
    case "malformed":
      return {
        title: w.page.malformed.title,
        detail: w.page.malformed.detail(failure.status),
        remedy: "",
        quote: null,
      };
    case undefined:
      return { ...w.problem.internal, detail: "", quote: null };
    default:
      return failure satisfies never;
  }
}
