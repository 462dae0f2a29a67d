"use client";
import { useWords } from "@/components/layout/preferences";
import { formatCount } from "@/lib/words/figures";

const SHOWN = 6;

/** Names of namespaces; a long list opens where it is. */
export function NamespaceList({ names }: { names: readonly string[] }) {
  const { w, language } = useWords();
  if (names.length <= SHOWN + 1) return <Names names={names} />;
  const rest = names.slice(SHOWN);
  return (
    <>
      <Names names={names.slice(0, SHOWN)} />
      <details className="inline">
        <summary className="ml-1 inline cursor-pointer text-muted underline decoration-edge underline-offset-3">
          {w.explanation.clients.more(formatCount(rest.length, language))}
        </summary>{" "}
        <Names names={rest} />
      </details>
    </>
  );
}

function Names({ names }: { names: readonly string[] }) {
  return (
    <span className="break-words font-mono text-xs">{names.join(", ")}</span>
  );
}
