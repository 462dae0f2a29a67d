const SHOWN = 5;

/** "a, b and c"; beyond five names "a, b, c, d, e and 12 more". */
export function joinNames(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN);
  const last =
    names.length > SHOWN ? `${names.length - SHOWN} more` : shown.pop();
  return shown.length === 0
    ? (last ?? "")
    : `${shown.join(", ")} and ${last ?? ""}`;
}
