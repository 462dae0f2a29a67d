"use client";
import { FindingsLink } from "@/components/findings/findings-link";
import type { Snapshot } from "@/lib/api/contract";
import type { LiveState } from "@/lib/query/use-live-snapshot";
import type { Words } from "@/lib/words/words";
import { HealthLine } from "./health-line";
import { Logo } from "./logo";
import { LanguageSwitch, ThemeSwitch } from "./preference-switches";
import { useWords } from "./preferences";

/** Who we are, which cluster this is, and how fresh what you see is. */
export function Header({
  snapshot,
  live,
  page = "matrix",
}: {
  snapshot: Snapshot | undefined;
  live: LiveState;
  page?: "matrix" | "findings" | "service";
}) {
  const { w } = useWords();
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-rule border-b px-4 py-2.5 md:px-6">
      {snapshot ? (
        <a
          href={`#${page}`}
          className="sr-only focus:not-sr-only focus:rounded-md focus:border focus:border-ink focus:px-2"
        >
          {skipWord(page, w)}
        </a>
      ) : null}
      <a href="/" className="flex items-center gap-2 rounded-sm">
        <Logo />
        <span className="font-semibold text-base tracking-tight">Lockstep</span>
      </a>
      {snapshot ? (
        <span
          title={snapshot.cluster.server}
          className="order-last max-w-full truncate rounded-md md:order-none border border-edge px-2 py-0.5 font-mono text-xs sm:max-w-72"
        >
          {snapshot.cluster.context}
        </span>
      ) : null}
      {snapshot?.mesh.present ? (
        <FindingsLink snapshot={snapshot} current={page === "findings"} />
      ) : null}
      <div className="order-last w-full xl:order-none xl:ml-auto xl:w-auto">
        {snapshot ? <HealthLine snapshot={snapshot} live={live} /> : null}
      </div>
      <div className="no-print ml-auto flex items-center gap-2 xl:ml-0">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
    </header>
  );
}

function skipWord(page: "matrix" | "findings" | "service", w: Words): string {
  switch (page) {
    case "matrix":
      return w.page.skipToMatrix;
    case "findings":
      return w.finding.skip;
    case "service":
      return w.service.page.skip;
    default:
      return page satisfies never;
  }
}
