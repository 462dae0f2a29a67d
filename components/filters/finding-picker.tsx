"use client";
import { useWords } from "@/components/layout/preferences";
import type { FindingCode } from "@/lib/mesh/findings/finding";
import { useFindings } from "@/lib/query/findings";
import { formatCount } from "@/lib/words/figures";
import { CheckList } from "./check-list";

/** The kinds of finding there are; one that is chosen stays in the list when the last of it is gone. */
export function FindingPicker({
  version,
  chosen,
  onChange,
}: {
  version: string;
  chosen: readonly FindingCode[];
  onChange: (chosen: FindingCode[]) => void;
}) {
  const { w, language } = useWords();
  const { data, error } = useFindings({}, version);
  const existing = data?.codes ?? [];
  const counts = new Map(existing.map((each) => [each.code, each.findings]));
  const codes = [
    ...chosen.filter((code) => !counts.has(code)),
    ...counts.keys(),
  ];
  const note = data
    ? codes.length === 0
      ? w.filter.findings.none
      : null
    : error
      ? w.filter.findings.failed
      : w.filter.findings.loading;
  return (
    <CheckList
      title={w.filter.criteria.finding}
      chosen={chosen}
      choices={codes.map((value) => ({
        value,
        label: w.finding.codes[value].title,
        count: data ? formatCount(counts.get(value) ?? 0, language) : "?",
      }))}
      onChange={onChange}
      note={note}
    />
  );
}
