"use client";
import clsx from "clsx";
import { useWords } from "@/components/layout/preferences";
import type { ServiceRow } from "@/lib/api/contract";
import { reasonSentence } from "@/lib/words/reason-sentence";
import { rowReason } from "@/lib/words/row-reason";

/** How a verdict is written, wherever it stands in a line. */
export const VERDICT_INK: Readonly<
  Record<ServiceRow["verdict"]["state"], string>
> = {
  LOCKED: "text-ink",
  READY: "text-ready",
  READY_WITH_WARNINGS: "text-ready",
  BLOCKED: "text-plain-ink",
  UNKNOWN: "text-muted",
};

/** The verdict and its first reason in a few words; the whole sentence is one hover or one press away. */
export function VerdictLine({
  row,
  whole = false,
  className,
}: {
  row: ServiceRow;
  /** The reason as a sentence of its own, where there is room for it. */
  whole?: boolean;
  className?: string;
}) {
  const { w, language } = useWords();
  const { state, reason } = row.verdict;
  const sentence = reasonSentence(reason, language).title;
  return (
    <span
      className={clsx("text-muted", className)}
      {...(whole ? {} : { title: sentence })}
    >
      <b className={clsx("font-semibold", VERDICT_INK[state])}>
        {w.verdict[state].label}
      </b>{" "}
      {whole ? sentence : rowReason(reason, language)}
    </span>
  );
}
