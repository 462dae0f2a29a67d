"use client";
import { CircleAlert, Info, type LucideIcon, OctagonX } from "lucide-react";
import { useWords } from "@/components/layout/preferences";
import type { ServiceRow } from "@/lib/api/contract";
import { reasonSentence } from "@/lib/words/reason-sentence";

type Reason = ServiceRow["verdict"]["reason"];

const LEVELS: Record<Reason["level"], { icon: LucideIcon; look: string }> = {
  block: { icon: OctagonX, look: "text-refused" },
  warn: { icon: CircleAlert, look: "text-plain-ink" },
  info: { icon: Info, look: "text-muted" },
};

/** Reasons with their remedies, the most important first. */
export function ReasonList({ reasons }: { reasons: readonly Reason[] }) {
  const { language } = useWords();
  return (
    <ul className="flex flex-col gap-2.5">
      {reasons.map((reason) => {
        const { icon: Icon, look } = LEVELS[reason.level];
        const { title, remedy } = reasonSentence(reason, language);
        return (
          <li key={`${reason.code}/${title}`} className="flex gap-2.5">
            <Icon
              size={14}
              className={`mt-[3px] shrink-0 ${look}`}
              aria-hidden
            />
            <div>
              <p>{title}</p>
              <p className="text-muted">{remedy}</p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
