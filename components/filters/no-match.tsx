"use client";
import { useWords } from "@/components/layout/preferences";
import type { SetViewState } from "@/components/matrix/view-state";
import { FullPage } from "@/components/states/full-page";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/lib/words/figures";
import { CLEARED } from "./criteria";

/** The filters leave nothing: the one thing to do is to take them away. */
export function NoMatch({
  total,
  setView,
}: {
  /** Services that are hidden. */
  total: number;
  setView: SetViewState;
}) {
  const { w, language } = useWords();
  const words = w.matrix.noMatch;
  return (
    <FullPage title={words.title}>
      <p>{words.detail(formatCount(total, language))}</p>
      <Button
        className="no-print self-start"
        onClick={() => void setView(CLEARED)}
      >
        {w.filter.clearFilters}
      </Button>
    </FullPage>
  );
}
