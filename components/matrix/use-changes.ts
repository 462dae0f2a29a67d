"use client";
import { useState } from "react";
import type { Snapshot } from "@/lib/api/contract";
import { type Changes, changesBetween, NO_CHANGES } from "./changes";

/** What became different with the newest snapshot; empty for the first one. */
export function useChanges(snapshot: Snapshot): Changes {
  const [last, setLast] = useState({ snapshot, changes: NO_CHANGES });
  if (last.snapshot === snapshot) return last.changes;
  const changes = changesBetween(last.snapshot, snapshot);
  setLast({ snapshot, changes });
  return changes;
}
