"use client";
import clsx from "clsx";
import { useWords } from "@/components/layout/preferences";
import { groupFigures } from "./group-figures";
import { verdictFacts } from "./group-sentence";
import type { Group } from "./row-groups";
import { VERDICT_INK } from "./verdict-line";

/** The worst verdict of a namespace, how many of its services have it, and what else there is to do. */
export function GroupVerdict({
  group,
  className,
}: {
  group: Group;
  className?: string;
}) {
  const { w, language } = useWords();
  const { worst } = groupFigures(group.rows);
  if (worst === null) return null;
  return (
    <span className={clsx("text-muted", className)}>
      <b className={clsx("font-semibold", VERDICT_INK[worst])}>
        {w.verdict[worst].label}
      </b>{" "}
      {verdictFacts(group, language).map(({ state, text }, index) => (
        <span key={text}>
          {index > 0 ? " · " : null}
          <span
            className={clsx(
              state === "READY" && "font-semibold",
              state !== null && VERDICT_INK[state],
            )}
          >
            {text}
          </span>
        </span>
      ))}
    </span>
  );
}
