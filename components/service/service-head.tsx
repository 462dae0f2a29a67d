"use client";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useWords } from "@/components/layout/preferences";
import { PolicyChip } from "@/components/matrix/policy-chip";
import { WindowControl } from "@/components/time/window-control";
import type { ServiceRow, Snapshot } from "@/lib/api/contract";
import { formatWindow } from "@/lib/words/figures";
import { useServicePageView } from "./page-view";

/** Which service, what policy says of it, and which time the page speaks of. */
export function ServiceHead({
  row,
  snapshot,
}: {
  row: ServiceRow;
  snapshot: Snapshot;
}) {
  const { w, language } = useWords();
  const [view, setView] = useServicePageView();
  const words = w.service.page;
  const { namespace, name, mode } = row;
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3 pt-5 pb-4">
      <div className="min-w-0">
        <Link
          href={{ pathname: "/", query: { window: view.window } }}
          className="no-print -ml-1.5 inline-flex h-7 items-center gap-1.5 rounded-md px-1.5 text-muted text-xs hover:bg-hover hover:text-ink"
        >
          <ArrowLeft size={13} aria-hidden />
          {words.back}
        </Link>
        <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <h1 className="break-all font-medium font-mono text-xl leading-7 tracking-tight">
            <span className="text-muted">{namespace}/</span>
            {name}
          </h1>
          <PolicyChip mode={mode} label={w.mode[mode].label} />
        </div>
      </div>
      <div className="no-print max-w-full">
        <WindowControl
          window={view.window}
          onChange={(window) => setView({ window })}
        />
      </div>
      {view.window === snapshot.window ? null : (
        <p role="status" className="w-full text-muted text-xs">
          {words.loadingWindow(formatWindow(view.window, language))}
        </p>
      )}
    </div>
  );
}
