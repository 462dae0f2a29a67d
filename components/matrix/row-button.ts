/** The one button of a row: which action it stands for and how loud it is. Pure. */
import type { Action, ServiceRow } from "@/lib/api/contract";

export type ButtonLabel = "lock" | "plan" | "why" | "undo" | "mutualTls";

export interface RowButton {
  readonly label: ButtonLabel;
  /** null = explains in the side panel, does nothing to the cluster. */
  readonly action: Action | null;
  /** `solid` is kept for the one step that nothing speaks against. */
  readonly tone: "solid" | "outline" | "quiet";
}

/** @returns null where there is nothing left to do and nothing of ours to undo. */
export function rowButton(row: ServiceRow): RowButton | null {
  // To open what somebody else closed is no undo; the panel offers it, with a warning.
  const first = actionsInOrder(row).find(
    (action) => action !== "unlock" || row.lockedByUs,
  );
  if (first === undefined) return withoutAction(row);
  switch (first) {
    case "require-mutual-tls":
      return { label: "mutualTls", action: first, tone: "outline" };
    case "unlock":
    case "undo-mutual-tls":
      // Needed in a hurry, so it must not look switched off.
      return { label: "undo", action: first, tone: "outline" };
    case "lock":
      return lockButton(row);
    default:
      return first satisfies never;
  }
}

/** What may be done, the first first: whoever locked in error wants it back before anything else. */
export function actionsInOrder(
  row: Pick<ServiceRow, "actions" | "lockedByUs">,
): readonly Action[] {
  const { actions, lockedByUs } = row;
  if (!lockedByUs || !actions.includes("unlock")) return actions;
  return ["unlock", ...actions.filter((action) => action !== "unlock")];
}

/**
 * What an action is called where all are listed: the same as on the button of the row.
 * @returns null where no row has a button for it alone, or one that leaves open what is undone
 */
export function buttonOfAction(
  row: ServiceRow,
  action: Action,
): ButtonLabel | null {
  switch (action) {
    case "require-mutual-tls":
      return "mutualTls";
    case "unlock":
      return row.lockedByUs ? "undo" : null;
    case "lock":
      return row.verdict.state === "BLOCKED" ? "plan" : "lock";
    case "undo-mutual-tls":
      return null;
    default:
      return action satisfies never;
  }
}

function lockButton(row: ServiceRow): RowButton | null {
  const state = row.verdict.state;
  switch (state) {
    case "READY":
      return { label: "lock", action: "lock", tone: "solid" };
    case "READY_WITH_WARNINGS":
      return { label: "lock", action: "lock", tone: "outline" };
    case "BLOCKED":
      return { label: "plan", action: "lock", tone: "outline" };
    case "UNKNOWN":
      return { label: "why", action: null, tone: "outline" };
    case "LOCKED":
      return null;
    default:
      return state satisfies never;
  }
}

function withoutAction(row: ServiceRow): RowButton | null {
  return row.verdict.state === "LOCKED"
    ? null
    : { label: "why", action: null, tone: "outline" };
}
