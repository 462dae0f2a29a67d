"use client";
import Link from "next/link";
import { useWords } from "@/components/layout/preferences";
import { Section } from "@/components/ui/section";
import type { Window } from "@/lib/api/contract";
import type { ServiceExplanation } from "@/lib/api/explanation-contract";
import { useServiceExplanation } from "@/lib/query/service-explanation";
import { servicePath } from "./service-path";

/** Services for which a policy of these pods decides too, each with its page. */
export function Neighbours({
  namespace,
  service,
  version,
  window,
}: {
  namespace: string;
  service: string;
  version: string;
  window: Window;
}) {
  const { w } = useWords();
  const words = w.service.neighbours;
  const { data, error } = useServiceExplanation(
    { namespace, service },
    version,
  );
  return (
    <Section title={words.title} hint={words.hint}>
      {data ? (
        <Known explanation={data} window={window} />
      ) : (
        <p className="text-muted">{error ? words.failed : words.loading}</p>
      )}
    </Section>
  );
}

function Known({
  explanation: { sharesPodsWith, unreadable },
  window,
}: {
  explanation: ServiceExplanation;
  window: Window;
}) {
  const { w } = useWords();
  const words = w.service.neighbours;
  const unknown = unreadable.includes("pods-unreadable");
  if (sharesPodsWith.length === 0) {
    return <p className="text-muted">{unknown ? words.unknown : words.none}</p>;
  }
  return (
    <>
      <ul className="flex flex-col gap-1">
        {sharesPodsWith.map((other) => (
          <li key={other.name}>
            <Link
              prefetch={false}
              href={servicePath(other, window)}
              className="break-all rounded-sm font-mono text-xs underline decoration-edge underline-offset-3 hover:decoration-ink"
            >
              <span className="text-muted">{other.namespace}/</span>
              {other.name}
            </Link>
          </li>
        ))}
      </ul>
      {unknown ? <p className="text-muted">{words.unknown}</p> : null}
    </>
  );
}
