"use client";
import clsx from "clsx";
import { useState } from "react";
import { useWords } from "@/components/layout/preferences";
import { objectName } from "@/components/matrix/object-name";
import { CopyButton } from "@/components/ui/copy-button";
import { Segmented } from "@/components/ui/segmented";
import type { Plan } from "@/lib/api/enforcement-contract";
import { type DiffLine, diffLines } from "./diff-lines";

type Operation = Plan["operations"][number];

const TABS = ["diff", "manifest", "kubectl"] as const;
type Tab = (typeof TABS)[number];

/** One write: what it changes, the whole manifest, and the same act by hand. */
export function OperationView({ operation }: { operation: Operation }) {
  const { w } = useWords();
  const words = w.enforcement;
  const [tab, setTab] = useState<Tab>("diff");
  const text = textOf(operation, tab);
  return (
    <div className="overflow-hidden rounded-md border border-rule">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-rule border-b bg-sunken px-3 py-1.5">
        <span className="min-w-0 flex-1 basis-full break-words text-xs sm:basis-0">
          {words.verb[operation.verb](objectName(operation.object))}{" "}
          <span className="text-muted">{operation.apiVersion}</span>
        </span>
        <Segmented
          label={words.manifest}
          value={tab}
          options={TABS.map((value) => ({ value, label: words.tabs[value] }))}
          onChange={setTab}
        />
        <CopyButton
          text={text}
          label={w.interface.copy}
          doneLabel={w.interface.copied}
        />
      </div>
      {tab === "diff" ? (
        <Diff lines={diffLines(operation.before, operation.after)} />
      ) : (
        <pre className="whitespace-pre-wrap break-words p-3 font-mono text-xs leading-5">
          {text === "" ? words.deleted : text}
        </pre>
      )}
    </div>
  );
}

const SIGNS: Record<DiffLine["kind"], string> = {
  same: " ",
  added: "+",
  removed: "-",
};

function Diff({ lines }: { lines: readonly DiffLine[] }) {
  return (
    <pre className="whitespace-pre-wrap break-words py-2 font-mono text-xs leading-5">
      {lines.map((line) => (
        <span
          key={line.place}
          className={clsx(
            "block px-3",
            line.kind === "added" && "bg-added",
            line.kind === "removed" && "bg-removed",
          )}
        >
          <span className="mr-3 text-muted select-none">
            {SIGNS[line.kind]}
          </span>
          {line.text}
        </span>
      ))}
    </pre>
  );
}

function textOf(operation: Operation, tab: Tab): string {
  switch (tab) {
    case "diff":
      return diffLines(operation.before, operation.after)
        .map((line) => `${SIGNS[line.kind]} ${line.text}`)
        .join("\n");
    case "manifest":
      return operation.after ?? "";
    case "kubectl":
      return operation.kubectl;
    default:
      return tab satisfies never;
  }
}
