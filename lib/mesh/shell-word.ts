/**
 * One word of a POSIX shell. Names come from the cluster, where an owner reference may hold any text:
 * control characters act in a terminal whatever quotes stand around them, and a leading dash is a flag.
 * @returns null where no quoting makes the text safe to paste; there is no command then
 */
export function shellWord(text: string): string | null {
  if (text === "" || text.startsWith("-") || CONTROL.test(text)) return null;
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

const PLAIN = /^[A-Za-z0-9_./:@-]+$/;
const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
