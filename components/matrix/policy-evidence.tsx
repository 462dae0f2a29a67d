"use client";
import { useWords } from "@/components/layout/preferences";
import { Section } from "@/components/ui/section";
import type { ServiceRow } from "@/lib/api/contract";
import { formatCount } from "@/lib/words/figures";
import { objectKey, objectName } from "./object-name";

/** Why the mode is what it is: who decided, who lost, port by port, and what clients are told. */
export function PolicyEvidence({ row }: { row: ServiceRow }) {
  const { w, language } = useWords();
  const { policy, coverage } = row;
  const words = w.matrix.panel;
  const count = (n: number) => formatCount(n, language);
  return (
    <>
      <Section title={words.policy} hint={w.mode[policy.mode].sentence}>
        <Entry term={words.decidedBy}>
          {policy.decidedBy.length === 0 ? (
            <span className="text-muted">{words.istioDefault}</span>
          ) : (
            policy.decidedBy.map((object) => (
              <span key={objectKey(object)} className="block font-mono text-xs">
                {objectName(object)}
              </span>
            ))
          )}
        </Entry>
        {policy.shadowed.length > 0 ? (
          <Entry term={words.shadowed}>
            {policy.shadowed.map(({ policy: loser, reason, by }) => (
              <span key={`${objectKey(loser)}/${reason}`} className="block">
                <span className="font-mono text-xs line-through decoration-faint">
                  {objectName(loser)}
                </span>
                <span className="block text-muted text-xs">
                  {words.shadowReason[reason](by ? objectName(by) : "?")}
                </span>
              </span>
            ))}
          </Entry>
        ) : null}
        {policy.ports.length > 0 ? (
          <Entry term={words.ports}>
            {policy.ports.map((port) => (
              <span
                key={port.servicePort}
                className="flex justify-between gap-3 text-xs"
              >
                <span className="font-mono">
                  {words.port(String(port.servicePort), port.name)}{" "}
                  <span className="text-muted">
                    {words.targets(port.targetPorts.join(", "))}
                  </span>
                </span>
                <span>{w.mode[port.mode].label}</span>
              </span>
            ))}
          </Entry>
        ) : null}
      </Section>
      <Section title={words.clientTls} hint={words.clientTlsHint}>
        {row.clientTls.map((client) => (
          <Entry
            key={client.namespace}
            term={<span className="font-mono text-xs">{client.namespace}</span>}
          >
            <span
              className={
                client.sends === "mutual_tls" ? "text-mtls" : "text-plain-ink"
              }
            >
              {words.sends[client.sends]}
            </span>{" "}
            <span className="text-muted text-xs">
              {client.rule
                ? words.byRule(objectName(client.rule))
                : client.sends === "mutual_tls"
                  ? words.byAutoMtls
                  : words.withoutRule}
            </span>
          </Entry>
        ))}
        <p className="mt-2 text-muted text-xs">
          {words.coverage(
            count(coverage.reportingPods),
            count(coverage.proxiedPods),
            count(coverage.pods),
          )}
        </p>
      </Section>
    </>
  );
}

function Entry({
  term,
  children,
}: {
  term: React.ReactNode;
  children: React.ReactNode;
}) {
  return (
    <div className="grid grid-cols-[7rem_1fr] gap-3 border-rule border-b py-1.5 last:border-b-0">
      <span className="text-muted text-xs leading-5">{term}</span>
      <div className="min-w-0 break-words">{children}</div>
    </div>
  );
}
