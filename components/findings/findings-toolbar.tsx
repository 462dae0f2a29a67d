"use client";
import { ArrowLeft, Search, X } from "lucide-react";
import Link from "next/link";
import { useWords } from "@/components/layout/preferences";
import { Button } from "@/components/ui/button";
import type { Window } from "@/lib/api/contract";
import type { Findings } from "@/lib/api/findings-contract";
import { FINDING_CODES } from "@/lib/mesh/findings/finding";
import { formatCount } from "@/lib/words/figures";
import type { FindingsView, SetFindingsView } from "./view-state";

/** Text, namespace and kind; all live in the address. */
export function FindingsToolbar({
  namespaces,
  codes,
  window,
  view,
  setView,
}: {
  namespaces: Findings["namespaces"];
  codes: Findings["codes"];
  window: Window;
  view: FindingsView;
  setView: SetFindingsView;
}) {
  const { w } = useWords();
  const words = w.finding;
  const filtering =
    view.q !== "" ||
    view.namespace !== "" ||
    view.severity !== null ||
    view.code !== null;
  return (
    <div className="no-print flex flex-wrap items-center gap-2 pb-5">
      <label className="relative min-w-48 flex-1 max-sm:basis-full sm:max-w-80">
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
          className="h-7 w-full rounded-md border border-edge bg-panel pr-2 pl-7.5 text-xs text-ellipsis placeholder:text-muted hover:border-ink"
        />
      </label>
      <Choice
        label={words.namespace}
        every={words.allNamespaces}
        value={view.namespace}
        options={namespaces.map(({ name, findings }) => ({
          value: name,
          label: name,
          findings,
        }))}
        onChoose={(namespace) => setView({ namespace })}
      />
      <Choice
        label={words.kind}
        every={words.allKinds}
        value={view.code ?? ""}
        options={codes.map(({ code, findings }) => ({
          value: code,
          label: words.codes[code].title,
          findings,
        }))}
        onChoose={(chosen) =>
          setView({
            code: FINDING_CODES.find((code) => code === chosen) ?? null,
          })
        }
      />
      {filtering ? (
        <Button
          tone="quiet"
          onClick={() =>
            setView({ q: null, namespace: null, severity: null, code: null })
          }
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

/** A native list: hundreds of namespaces, found by typing, on every device. */
function Choice({
  label,
  every,
  value,
  options,
  onChoose,
}: {
  label: string;
  every: string;
  /** "" = all of them */
  value: string;
  options: readonly {
    readonly value: string;
    readonly label: string;
    readonly findings: number;
  }[];
  onChoose: (value: string) => void;
}) {
  const { language } = useWords();
  const isListed = options.some((option) => option.value === value);
  return (
    <label className="min-w-0 max-w-full max-sm:min-w-28 max-sm:flex-1">
      <span className="sr-only">{label}</span>
      <select
        value={value}
        onChange={(event) => onChoose(event.target.value)}
        className="h-7 max-w-full max-sm:w-full rounded-md border border-edge bg-panel px-2 text-ink text-xs hover:border-ink sm:max-w-56"
      >
        <option value="">{every}</option>
        {value !== "" && !isListed ? (
          <option value={value}>{value}</option>
        ) : null}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label} ({formatCount(option.findings, language)})
          </option>
        ))}
      </select>
    </label>
  );
}
