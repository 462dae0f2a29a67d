/** Pieces of PromQL that mean the same in every question. */

/** One label matcher; any value is safe in it. */
export function matcher(
  label: string,
  operator: "=" | "!=" | "=~" | "!~",
  value: string,
): string {
  const escaped = value
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replaceAll("\n", "\\n");
  return `${label}${operator}"${escaped}"`;
}

/** A regular expression that matches just this text. */
export function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

/** The union; where two have the same labels, the first wins. */
export function either(...vectors: readonly string[]): string {
  return vectors.map((vector) => `(${vector})`).join(" or ");
}
