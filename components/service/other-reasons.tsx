"use client";
import { useWords } from "@/components/layout/preferences";
import { ReasonList } from "@/components/matrix/reason-list";
import { Section } from "@/components/ui/section";
import type { ServiceDetail } from "@/lib/api/service-detail-contract";
import { coverageView } from "./coverage-view";

/** The verdict's reasons after the first, which stands at the top; what is about evidence stands with it. */
export function OtherReasons({ row }: { row: ServiceDetail }) {
  const { w } = useWords();
  const { missing } = coverageView(row);
  const rest = row.verdict.reasons
    .slice(1)
    .filter((reason) => !missing.includes(reason));
  if (rest.length === 0) return null;
  return (
    <Section title={w.service.page.moreReasons}>
      <ReasonList reasons={rest} />
    </Section>
  );
}
