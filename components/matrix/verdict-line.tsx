"use client";
import clsx from "clsx";
import { useWords } from "@/components/layout/preferences";
import type { ServiceRow } from "@/lib/api/contract";
import { reasonSentence } from "@/lib/words/reason-sentence";

const COLOURS: Record<ServiceRow["verdict"]["state"], string> = {
  LOCKED: "text-ink",
  READY: "text-ready",
  READY_WITH_WARNINGS: "text-ready",
  BLOCKED: "text-plain-ink",
  UNKNOWN: "text-muted",
};

/** The verdict and its first reason, in one line. */
export function VerdictLine({
  row,
  className,
}: {
  row: ServiceRow;
  className?: string;
}) {
  const { w, language } = useWords();
  const { state, reason } = row.verdict;
  const sentence = reasonSentence(reason, language).title;
  return (
    <span className={clsx("text-muted", className)} title={sentence}>
      <b className={clsx("font-semibold", COLOURS[state])}>
        {w.verdict[state].label}
      </b>{" "}
      {sentence}
    </span>
  );
}
