/** 0 = it starts with the text, 1 = a word of it does, 2 = it is somewhere inside. */
export type MatchRank = 0 | 1 | 2;

/**
 * How well a name matches what was typed. Both in lower case; an empty text matches everything.
 * @returns null = not at all. Words start after anything that is neither letter nor digit.
 */
export function matchRank(name: string, text: string): MatchRank | null {
  let at = name.indexOf(text);
  if (at < 0) return null;
  if (at === 0) return 0;
  while (at > 0) {
    if (!WORD.test(name.charAt(at - 1))) return 1;
    at = name.indexOf(text, at + 1);
  }
  return 2;
}

const WORD = /[\p{L}\p{N}]/u;
