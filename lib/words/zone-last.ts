import type { Language } from "./language";

/** Parts of a moment as text. Chinese puts the zone before the time, where it is read first and matters least. */
export function zoneLast(
  parts: readonly { readonly type: string; readonly value: string }[],
  language: Language,
): string {
  const at = parts.findIndex(({ type }) => type === "timeZoneName");
  const zone = parts[at]?.value;
  if (language !== "zh" || zone === undefined) return textOf(parts);
  const rest = parts.filter((_, index) => index !== at);
  return `${textOf(rest).replace(/\s+/g, " ").trim()} ${zone}`;
}

function textOf(parts: readonly { readonly value: string }[]): string {
  return parts.map(({ value }) => value).join("");
}
