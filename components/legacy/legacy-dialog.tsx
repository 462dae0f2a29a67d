"use client";
import { ProblemNotice } from "@/components/enforcement/problem-notice";
import { useWords } from "@/components/layout/preferences";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useLegacyTranslation } from "@/lib/query/legacy-translation";
import { LegacyView } from "./legacy-view";

/** The legacy policies as PeerAuthentications, to be copied; nothing is written from here. */
export function LegacyDialog({ onClose }: { onClose: () => void }) {
  const { w } = useWords();
  const translation = useLegacyTranslation();
  return (
    <Dialog
      open
      place="center"
      onClose={onClose}
      title={w.legacy.title}
      closeLabel={w.interface.close}
    >
      <div className="flex flex-col gap-4" aria-live="polite">
        {translation.error ? (
          <>
            <ProblemNotice error={translation.error} />
            <Button
              className="self-start"
              onClick={() => translation.refetch()}
            >
              {w.interface.retry}
            </Button>
          </>
        ) : null}
        {translation.data ? (
          <LegacyView translation={translation.data} />
        ) : translation.isFetching ? (
          <p className="py-10 text-center text-muted">{w.interface.loading}</p>
        ) : null}
      </div>
    </Dialog>
  );
}
