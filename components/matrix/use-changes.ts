"use client";
import { useEffect, useState } from "react";
import type { Snapshot } from "@/lib/api/contract";
import { type Changes, changesBetween, NO_CHANGES } from "./changes";

/** As long as a mark takes to fade; a line scrolled back into view later must not flash again. */
const SHOWN_MS = 3_000;

/** What became different with the newest snapshot; empty for the first one, and when it was shown. */
export function useChanges(snapshot: Snapshot): Changes {
  const [last, setLast] = useState({ snapshot, changes: NO_CHANGES });
  const current =
    last.snapshot === snapshot
      ? last
      : { snapshot, changes: changesBetween(last.snapshot, snapshot) };
  if (current !== last) setLast(current);
  const { changes } = current;
  useEffect(() => {
    if (changes.size === 0) return;
    const timer = setTimeout(
      () =>
        setLast((now) =>
          now.changes === changes ? { ...now, changes: NO_CHANGES } : now,
        ),
      SHOWN_MS,
    );
    return () => clearTimeout(timer);
  }, [changes]);
  return changes;
}
