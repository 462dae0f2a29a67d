"use client";
import { useCallback, useMemo, useState } from "react";
import { isSystemNamespace } from "@/components/filters/system-namespace";
import type { ServiceRow, Snapshot } from "@/lib/api/contract";
import type { Line } from "./lines";
import { type FoldBase, type Folding, toggled } from "./row-groups";
import { useOpenServices } from "./use-open-services";
import { useSteadyLines } from "./use-steady-lines";
import type { SetViewState, ViewState } from "./view-state";

export interface MatrixLines {
  readonly lines: readonly Line[];
  readonly foldBase: FoldBase;
  /** Opens or folds all namespaces; what was opened or folded one by one before is forgotten. */
  readonly onFold: (base: FoldBase) => void;
  /** Opens or folds what is below a namespace or a service. */
  readonly onToggle: (line: Line) => void;
  /** Somebody is at the lines: from now on none moves by itself. */
  readonly onHold: (held: boolean) => void;
}

/** The rows a filter left as the lines of the page, open and folded as the address says. */
export function useMatrixLines({
  snapshot,
  rows,
  view: { fold, shut, open, sort, q },
  setView,
}: {
  snapshot: Snapshot;
  rows: readonly ServiceRow[];
  view: ViewState;
  setView: SetViewState;
}): MatrixLines {
  const [held, onHold] = useState(false);
  const folding = useMemo<Folding>(
    () => ({ base: fold, shut, opened: open, searched: q.trim() !== "" }),
    [fold, shut, open, q],
  );
  const { rootNamespace } = snapshot.mesh;
  const isSystem = useCallback(
    (namespace: string) => isSystemNamespace(namespace, rootNamespace),
    [rootNamespace],
  );
  const openings = useOpenServices(open, snapshot.window, snapshot.version);
  const lines = useSteadyLines({
    rows,
    sort,
    isSystem,
    folding,
    openings,
    held,
  });

  const onFold = (base: FoldBase) =>
    void setView({
      fold: base,
      shut: null,
      open: open.filter((key) => key.includes("/")),
    });
  const onToggle = (line: Line) => {
    if (line.kind !== "group" && line.kind !== "service") return;
    const isOpen = line.kind === "group" ? line.group.open : line.open;
    const next = toggled(folding, line.key, isOpen);
    void setView({ shut: [...next.shut], open: [...next.opened] });
  };
  return { lines, foldBase: fold, onFold, onToggle, onHold };
}
