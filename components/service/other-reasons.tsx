"use client";
import { useWords } from "@/components/layout/preferences";
import { ReasonList } from "@/components/matrix/reason-list";
import { Section } from "@/components/ui/section";
import type { ServiceDetail } from "@/lib/api/service-detail-contract";
import { otherReasons } from "./reason-parts";

/** What blocks or warns besides the first reason, which stands at the top. */
export function OtherObstacles({ row }: { row: ServiceDetail }) {
  const { w } = useWords();
  const words = w.service.page;
  const { blocking, warning } = otherReasons(row);
  return (
    <>
      <Reasons title={words.alsoBlocking} reasons={blocking} />
      <Reasons title={words.warnings} reasons={warning} />
    </>
  );
}

/** What is good to know and decides nothing. */
export function OtherReasons({ row }: { row: ServiceDetail }) {
  const { w } = useWords();
  return (
    <Reasons
      title={w.service.page.moreReasons}
      reasons={otherReasons(row).knowing}
    />
  );
}

function Reasons({
  title,
  reasons,
}: {
  title: string;
  reasons: ServiceDetail["verdict"]["reasons"];
}) {
  if (reasons.length === 0) return null;
  return (
    <Section title={title}>
      <ReasonList reasons={reasons} />
    </Section>
  );
}
