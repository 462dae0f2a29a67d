/** What a key does in the grid besides moving in it. Pure. */
export type GridAct = "open" | "choose" | "choose-range" | "leave";

/**
 * @param onButton the key was pressed on a button, which Enter and Space belong to
 * @returns null where the key means nothing here
 */
export function actOf(
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
  onButton: boolean,
): GridAct | null {
  switch (key) {
    case "Enter":
      return onButton ? null : "open";
    case " ":
      if (onButton) return null;
      return shiftKey ? "choose-range" : "choose";
    case "Escape":
      return "leave";
    default:
      return null;
  }
}
