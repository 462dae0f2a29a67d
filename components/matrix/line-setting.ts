import type { ServiceRow, Window } from "@/lib/api/contract";
import type { Reading } from "@/lib/words/seen";
import type { Calm } from "./calm";
import type { Changes } from "./changes";
import type { Columns } from "./columns";
import type { Previewed } from "./preview";
import type { RowButton } from "./row-button";

/** What every line of one drawing shares, of which the grid itself knows what is in view. */
export type SharedSetting = Omit<LineSetting, "cells" | "calm">;

/** What every line of one drawing shares. */
export interface LineSetting {
  readonly clients: readonly (string | null)[];
  /** Those of `clients` that are in view. */
  readonly cells: Columns;
  /** Lines that come into view while they rush by are drawn whole later. */
  readonly calm: Calm;
  readonly asOf: Reading | null;
  readonly window: Window;
  /** Rows for which the callers that STRICT would refuse are shown. */
  readonly preview: Previewed;
  readonly changes: Changes;
  readonly onButton: (row: ServiceRow, button: RowButton) => void;
}
