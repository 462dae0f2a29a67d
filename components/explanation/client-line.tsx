"use client";
import { useWords } from "@/components/layout/preferences";
import { objectKey } from "@/components/matrix/object-name";
import type { ClientExplanation } from "@/lib/mesh/explanation/explanation";
import { clientName } from "./client-name";
import { clientSentence, ruleLossSentence } from "./client-sentence";
import { NamespaceList } from "./namespace-list";
import { OutcomeMark } from "./outcome-mark";
import { outcomeSentence } from "./outcome-sentence";

const LOOKS = {
  fails: "text-refused",
  "depends-on-application": "text-ink",
  "depends-on-hbone": "text-ink",
  mutual_tls: "text-mtls",
  plaintext: "text-plain-ink",
} as const;

/** One kind of caller: who it is, how its call ends, and what makes it send what it sends. */
export function ClientLine({
  client,
  all,
}: {
  client: ClientExplanation;
  all: readonly ClientExplanation[];
}) {
  const { language, w } = useWords();
  const { title, how } = outcomeSentence(client, language);
  const name = clientName(client, all, language);
  const { outcome } = client;
  const look =
    LOOKS[outcome.result === "works" ? outcome.over : outcome.result];
  return (
    <li className="flex gap-3 border-rule border-b py-2.5 first:pt-1 last:border-b-0">
      <OutcomeMark client={client} />
      <div className="min-w-0 flex-1">
        <p>
          <span className="font-medium">{name.kind}</span>{" "}
          <span className="text-muted">{name.from}</span>{" "}
          <NamespaceList names={name.namespaces} />
          {name.only.map((only) => (
            <span key={only} className="text-muted">
              , {only}
            </span>
          ))}
        </p>
        <p className={`font-medium ${look}`}>{title}</p>
        {how ? <p className="text-xs">{how}</p> : null}
        <p className="break-words text-muted text-xs">
          {clientSentence(client, language)}
        </p>
        {client.rule?.losers.map((loser) => (
          <p
            key={`${objectKey(loser.object)}/${loser.reason}`}
            className="break-words text-muted text-xs"
          >
            {ruleLossSentence(loser, language)}
          </p>
        ))}
        {client.rule && client.rule.othersLeftOut > 0 ? (
          <p className="text-muted text-xs">
            {w.explanation.clients.othersLeftOut(
              String(client.rule.othersLeftOut),
            )}
          </p>
        ) : null}
      </div>
    </li>
  );
}
