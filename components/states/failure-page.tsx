"use client";
import { CommandLine } from "@/components/findings/command-line";
import { useWords } from "@/components/layout/preferences";
import { UsualWindowButton } from "@/components/time/usual-window-button";
import type { Source } from "@/lib/api/contract";
import type { Problem } from "@/lib/api/problem-contract";
import { ApiError } from "@/lib/query/api-error";
import { sourceName } from "@/lib/words/source-sentence";
import { FullPage } from "./full-page";
import { problemText } from "./problem-text";
import { ServerWords, SourceReason } from "./source-reason";

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
          <ServerWords text={failure.detail} />
        </FullPage>
      );
    case "problem": {
      const { unreadable } = failure.problem;
      return unreadable ? (
        <Unreadable source={unreadable} />
      ) : (
        <Refused problem={failure.problem} />
      );
    }
    default:
      return failure satisfies never;
  }
}

function Refused({ problem }: { problem: Problem }) {
  const { language } = useWords();
  const { title, detail, remedy, quote } = problemText(problem, language);
  return (
    <FullPage title={title}>
      {detail === "" ? null : <p className="text-ink">{detail}</p>}
      <p>{remedy}</p>
      {problem.code === "too-many-windows" ? <UsualWindowButton /> : null}
      {quote === null ? null : <ServerWords text={quote} />}
      {problem.upstream ? <ServerWords text={problem.upstream} /> : null}
    </FullPage>
  );
}

/** Something without which nothing can be judged; what is missing, and how to see it for oneself. */
function Unreadable({ source }: { source: Source }) {
  const { w, language } = useWords();
  const words = w.page.unreadable;
  const name = sourceName(source, language);
  const resource = source.cause?.names[0];
  const isForbidden = source.state === "forbidden";
  return (
    <FullPage title={isForbidden ? words.forbidden(name) : words.other(name)}>
      <div>
        <SourceReason source={source} />
      </div>
      {isForbidden && resource ? (
        <div>
          <p>{words.check}</p>
          <CommandLine
            command={`kubectl auth can-i list ${resource} --all-namespaces`}
          />
        </div>
      ) : null}
      <p>{words.consequence}</p>
    </FullPage>
  );
}
