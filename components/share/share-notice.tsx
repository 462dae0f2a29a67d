"use client";
import { X } from "lucide-react";
import { useWords } from "@/components/layout/preferences";
import type { Words } from "@/lib/words/words";
import type { ShareState } from "./use-share";

/** What became of it, in a sentence; a screen reader hears it too. */
export function ShareNotice({
  state,
  onDismiss,
}: {
  state: ShareState;
  onDismiss: () => void;
}) {
  const { w } = useWords();
  return (
    <div role="status" className="contents">
      {state.kind === "idle" ? null : (
        <div className="absolute top-full right-0 z-40 mt-1.5 flex w-max max-w-[min(22rem,calc(100vw-2rem))] items-start gap-2 rounded-md border border-edge bg-panel px-3 py-2 text-xs leading-4">
          <span className="min-w-0 break-words">{said(state, w)}</span>
          {state.kind === "failed" ? (
            <button
              type="button"
              aria-label={w.picture.dismiss}
              onClick={onDismiss}
              className="-mr-1 grid size-4 shrink-0 place-items-center rounded text-muted hover:text-ink"
            >
              <X size={13} aria-hidden />
            </button>
          ) : null}
        </div>
      )}
    </div>
  );
}

function said(state: Exclude<ShareState, { kind: "idle" }>, w: Words) {
  switch (state.kind) {
    case "making":
      return w.picture.making;
    case "made":
      return w.picture.made(state.file);
    case "copied":
      return w.picture.linkCopied;
    case "failed": {
      const { title, remedy } = w.picture.problems[state.problem];
      return (
        <>
          <b className="font-semibold">{title}</b> {remedy}
        </>
      );
    }
    default:
      return state satisfies never;
  }
}
