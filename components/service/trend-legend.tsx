"use client";
import clsx from "clsx";
import { useWords } from "@/components/layout/preferences";
import type { UnitTrend } from "./trend-model";

/** The colours of the bars; what does not occur is not explained. */
export function TrendLegend({ trends }: { trends: readonly UnitTrend[] }) {
  const { w } = useWords();
  const { figures } = w.service;
  const some = (kind: "no_statement" | "unknown") =>
    trends.some(({ kinds }) => kinds[kind] > 0);
  return (
    <p className="flex h-4 gap-x-4 text-2xs text-muted">
      <Entry swatch="bg-mtls" label={figures.mutualTls} />
      <Entry swatch="bg-plain" label={figures.plaintext} />
      {some("no_statement") ? (
        <Entry swatch="bg-faint" label={figures.noStatement} />
      ) : null}
      {some("unknown") ? (
        <Entry swatch="band-unknown" label={figures.unknown} />
      ) : null}
    </p>
  );
}

function Entry({ swatch, label }: { swatch: string; label: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <span className={clsx("band size-2 rounded-[1px]", swatch)} aria-hidden />
      {label}
    </span>
  );
}
