"use client";
import { ArrowLeft, Search, X } from "lucide-react";
import Link from "next/link";
import { useWords } from "@/components/layout/preferences";
import { Button } from "@/components/ui/button";
import type { Window } from "@/lib/api/contract";
import type { Findings } from "@/lib/api/findings-contract";
import { formatCount } from "@/lib/words/figures";
import type { FindingsView, SetFindingsView } from "./view-state";

/** Text and namespace; both live in the address. */
export function FindingsToolbar({
  namespaces,
  window,
  view,
  setView,
}: {
  namespaces: Findings["namespaces"];
  window: Window;
  view: FindingsView;
  setView: SetFindingsView;
}) {
  const { w, language } = useWords();
  const words = w.finding;
  const listed = namespaces.some(({ name }) => name === view.namespace);
  const filtering =
    view.q !== "" || view.namespace !== "" || view.severity !== null;
  return (
    <div className="no-print flex flex-wrap items-center gap-2 pb-5">
      <label className="relative min-w-48 flex-1 sm:max-w-80">
        <span className="sr-only">{words.search}</span>
        <Search
          size={13}
          aria-hidden
          className="-translate-y-1/2 absolute top-1/2 left-2.5 text-muted"
        />
        <input
          type="search"
          value={view.q}
          placeholder={words.search}
          onChange={(event) => setView({ q: event.target.value })}
          className="h-7 w-full rounded-md border border-edge bg-panel pr-2 pl-7.5 text-xs placeholder:text-muted hover:border-ink"
        />
      </label>
      {/* A native list: hundreds of namespaces, found by typing, on every device. */}
      <label className="max-w-full">
        <span className="sr-only">{words.namespace}</span>
        <select
          value={view.namespace}
          onChange={(event) => setView({ namespace: event.target.value })}
          className="h-7 max-w-full rounded-md border border-edge bg-panel px-2 text-ink text-xs hover:border-ink"
        >
          <option value="">{words.allNamespaces}</option>
          {view.namespace !== "" && !listed ? (
            <option value={view.namespace}>{view.namespace}</option>
          ) : null}
          {namespaces.map(({ name, findings }) => (
            <option key={name} value={name}>
              {name} ({formatCount(findings, language)})
            </option>
          ))}
        </select>
      </label>
      {filtering ? (
        <Button
          tone="quiet"
          onClick={() => setView({ q: null, namespace: null, severity: null })}
        >
          <X size={13} aria-hidden />
          {w.matrix.clear}
        </Button>
      ) : null}
      <Link
        href={{ pathname: "/", query: { window } }}
        className="ml-auto inline-flex h-7 items-center gap-1.5 rounded-md px-1.5 text-muted text-xs hover:bg-hover hover:text-ink"
      >
        <ArrowLeft size={13} aria-hidden />
        {words.back}
      </Link>
    </div>
  );
}
