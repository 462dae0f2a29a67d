"use client";
import { useDeferredValue, useState } from "react";
import { useWords } from "@/components/layout/preferences";
import { formatCount } from "@/lib/words/figures";
import { CheckList } from "./check-list";
import { pickNames } from "./pick-names";

const OFFERED = 8;

/** Several of very many names: the chosen ones and those that match what is typed. */
export function NamePicker({
  title,
  search,
  counts,
  chosen,
  label,
  onChange,
}: {
  title: string;
  search: string;
  /** Services by name, in the order to offer them. */
  counts: ReadonlyMap<string, number>;
  chosen: readonly string[];
  label: (name: string) => string;
  onChange: (chosen: string[]) => void;
}) {
  const { w, language } = useWords();
  const [text, setText] = useState("");
  const asked = useDeferredValue(text.trim().toLowerCase());
  const { names, more } = pickNames(counts.keys(), chosen, asked, OFFERED);
  return (
    <CheckList
      title={title}
      chosen={chosen}
      choices={names.map((name) => ({
        value: name,
        label: <span className="font-mono">{label(name)}</span>,
        count: formatCount(counts.get(name) ?? 0, language),
      }))}
      onChange={onChange}
      note={
        names.length === 0
          ? w.filter.nothing
          : more > 0
            ? w.filter.more(formatCount(more, language))
            : null
      }
    >
      {counts.size > OFFERED ? (
        <input
          type="search"
          aria-label={search}
          placeholder={search}
          value={text}
          onChange={({ target }) => setText(target.value)}
          className="mb-1 h-7 w-full rounded-md border border-edge bg-panel px-2 text-xs placeholder:text-muted hover:border-ink"
        />
      ) : null}
    </CheckList>
  );
}
