"use client";
import clsx from "clsx";
import Link from "next/link";
import { FindingsLink } from "@/components/findings/findings-link";
import { CommandPalette } from "@/components/palette/command-palette";
import { SheetLine } from "@/components/share/sheet-line";
import { alarmOf } from "@/components/time/alarm";
import type { Snapshot } from "@/lib/api/contract";
import type { LiveState } from "@/lib/query/use-live-snapshot";
import type { Words } from "@/lib/words/words";
import { HealthLine } from "./health-line";
import { Logo } from "./logo";
import { PreferenceSwitches } from "./preference-switches";
import { useWords } from "./preferences";

/** Who we are, which cluster this is, and how fresh what you see is. */
export function Header({
  snapshot,
  live,
  away,
  page,
}: {
  snapshot: Snapshot | undefined;
  live: LiveState;
  away: boolean;
  page: Page;
}) {
  const { w } = useWords();
  // What you see may be old: that is a sentence, and wants a line of its own.
  const own =
    snapshot !== undefined && alarmOf(snapshot, "kubernetes") !== null;
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-rule border-b px-4 py-2.5 md:px-6">
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
          className="no-print min-w-0 truncate rounded-md border border-edge px-2 py-0.5 font-mono text-xs max-md:max-w-[calc(100%-13.5rem)] md:max-w-72"
        >
          {snapshot.cluster.context}
        </span>
      ) : null}
      {snapshot?.mesh.present ? (
        <Views snapshot={snapshot} page={page} />
      ) : null}
      {/* The matrix prints a view of its own, which says so itself. */}
      {snapshot && page !== "matrix" ? <SheetLine snapshot={snapshot} /> : null}
      <div
        className={clsx(
          "no-print order-last w-full",
          !own &&
            "min-[1380px]:order-none min-[1380px]:w-auto min-[1380px]:min-w-96 min-[1380px]:flex-1 min-[1380px]:basis-0",
        )}
      >
        {snapshot ? (
          <HealthLine snapshot={snapshot} live={live} away={away} />
        ) : null}
      </div>
      <div
        className={clsx(
          "no-print ml-auto flex items-center gap-2",
          !own && "min-[1380px]:ml-0",
        )}
      >
        <CommandPalette snapshot={snapshot} />
        <PreferenceSwitches />
      </div>
    </header>
  );
}

export type Page = "matrix" | "overview" | "findings" | "service";

/** The views of the whole mesh; the time window goes along. */
function Views({ snapshot, page }: { snapshot: Snapshot; page: Page }) {
  const { w } = useWords();
  const query = { window: snapshot.window };
  return (
    <nav
      aria-label={w.overview.views}
      className="no-print order-last flex items-center gap-1.5 md:order-none"
    >
      <ViewLink
        href={{ pathname: "/", query }}
        label={w.overview.matrix}
        current={page === "matrix"}
      />
      <ViewLink
        href={{ pathname: "/overview", query }}
        label={w.overview.title}
        current={page === "overview"}
      />
      <FindingsLink snapshot={snapshot} current={page === "findings"} />
    </nav>
  );
}

function ViewLink({
  href,
  label,
  current,
}: {
  href: { pathname: string; query: { window: string } };
  label: string;
  current: boolean;
}) {
  return (
    <Link
      href={href}
      {...(current ? { "aria-current": "page" } : {})}
      className={clsx(
        "inline-flex h-7 items-center rounded-md border px-2.5 font-medium text-xs whitespace-nowrap hover:border-ink",
        current ? "border-ink" : "border-edge bg-panel",
      )}
    >
      {label}
    </Link>
  );
}

function skipWord(page: Page, w: Words): string {
  switch (page) {
    case "overview":
      return w.overview.skip;
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
