"use client";
import { useWords } from "@/components/layout/preferences";
import { UsualWindowButton } from "@/components/time/usual-window-button";
import { ApiError } from "@/lib/query/api-error";
import { FullPage } from "./full-page";

/** No snapshot at all, and why. The page goes on asking by itself. */
export function FailurePage({ error }: { error: unknown }) {
  const { w } = useWords();
  if (!(error instanceof ApiError)) {
    return (
      <FullPage title={w.page.failed.title}>
        <p>{w.page.failed.detail}</p>
      </FullPage>
    );
  }
  const { failure } = error;
  switch (failure.kind) {
    case "unreachable":
      return (
        <FullPage title={w.page.unreachable.title}>
          <p>{w.page.unreachable.detail}</p>
        </FullPage>
      );
    case "malformed":
      return (
        <FullPage title={w.page.malformed.title}>
          <p>{w.page.malformed.detail(failure.status)}</p>
          <p className="font-mono text-xs">{failure.detail}</p>
        </FullPage>
      );
    case "problem":
      return (
        <FullPage title={w.problem[failure.problem.code].title}>
          <p className="text-ink">{failure.problem.detail}</p>
          <p>{failure.problem.remedy}</p>
          {failure.problem.code === "too-many-windows" ? (
            <UsualWindowButton />
          ) : null}
          {failure.problem.upstream ? (
            <pre className="overflow-x-auto whitespace-pre-wrap rounded-md border border-rule bg-sunken p-3 font-mono text-xs">
              {failure.problem.upstream}
            </pre>
          ) : null}
        </FullPage>
      );
    default:
      return failure satisfies never;
  }
}
