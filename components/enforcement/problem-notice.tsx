"use client";
import { useWords } from "@/components/layout/preferences";
import { ApiError } from "@/lib/query/api-error";

/** Why something was not done, what helps, and the server's own words. */
export function ProblemNotice({ error }: { error: unknown }) {
  const { w } = useWords();
  const { title, detail, remedy, upstream } = describe(error, w);
  return (
    <div role="alert" className="rounded-md border border-refused p-3">
      <p className="font-semibold text-refused">{title}</p>
      {detail ? <p className="mt-1 break-words">{detail}</p> : null}
      {remedy ? (
        <p className="mt-1 text-muted">
          <b className="font-medium text-ink">{w.enforcement.remedy}:</b>{" "}
          {remedy}
        </p>
      ) : null}
      {upstream ? (
        <div className="mt-2">
          <p className="text-muted text-xs">{w.enforcement.upstream}</p>
          <pre className="mt-1 max-h-40 overflow-auto whitespace-pre-wrap break-words rounded bg-sunken p-2 font-mono text-xs">
            {upstream}
          </pre>
        </div>
      ) : null}
    </div>
  );
}

interface Description {
  readonly title: string;
  readonly detail: string;
  readonly remedy: string;
  readonly upstream: string | undefined;
}

function describe(
  error: unknown,
  w: ReturnType<typeof useWords>["w"],
): Description {
  if (!(error instanceof ApiError)) {
    return {
      title: w.problem.internal.title,
      detail: "",
      remedy: w.problem.internal.remedy,
      upstream: error instanceof Error ? error.message : undefined,
    };
  }
  const { failure } = error;
  switch (failure.kind) {
    case "problem": {
      const { code, detail, remedy, upstream } = failure.problem;
      return { title: w.problem[code].title, detail, remedy, upstream };
    }
    case "unreachable":
      return {
        title: w.page.unreachable.title,
        detail: w.page.unreachable.detail,
        remedy: "",
        upstream: failure.detail,
      };
    case "malformed":
      return {
        title: w.page.malformed.title,
        detail: w.page.malformed.detail(failure.status),
        remedy: "",
        upstream: failure.detail,
      };
    default:
      return failure satisfies never;
  }
}
