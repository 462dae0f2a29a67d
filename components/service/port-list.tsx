"use client";
import clsx from "clsx";
import { useWords } from "@/components/layout/preferences";
import { VERDICT_INK } from "@/components/matrix/verdict-line";
import { Section } from "@/components/ui/section";
import type { ServiceDetail } from "@/lib/api/service-detail-contract";
import { reasonSentence } from "@/lib/words/reason-sentence";
import { rowReason } from "@/lib/words/row-reason";
import { portVerdicts } from "./port-verdicts";

/** Each port with its own verdict and first reason, where they are not all the service's. */
export function PortList({ row }: { row: ServiceDetail }) {
  const { w, language } = useWords();
  const words = w.service.page.ports;
  const ports = portVerdicts(row);
  if (ports.length === 0) return null;
  return (
    <Section title={words.title} hint={words.hint}>
      <ul className="flex flex-col gap-1.5">
        {ports.map(({ servicePort, name, verdict: { state, reasons } }) => {
          const [reason] = reasons;
          return (
            <li key={`${servicePort}/${name}`} className="flex gap-2.5">
              <span className="max-w-[45%] shrink-0 break-all font-mono text-xs leading-5">
                {servicePort} {name}
              </span>
              <span
                className="min-w-0 text-muted"
                title={reason && reasonSentence(reason, language).title}
              >
                <b className={clsx("font-semibold", VERDICT_INK[state])}>
                  {w.verdict[state].label}
                </b>{" "}
                {reason ? rowReason(reason, language) : null}
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
