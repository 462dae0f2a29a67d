import { diffLines as compare } from "diff";

export interface DiffLine {
  /** Place in the diff, from 0. */
  readonly place: number;
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

/** Two texts line by line; an object that is not there has no lines. Pure. */
export function diffLines(
  before: string | null,
  after: string | null,
): DiffLine[] {
  return compare(withEnd(before), withEnd(after))
    .flatMap((part) =>
      part.value
        .replace(/\n$/, "")
        .split("\n")
        .map((text) => ({ kind: kindOf(part), text })),
    )
    .map((line, place) => ({ ...line, place }));
}

/** Without a final line break the last line would count as changed when another one follows it. */
function withEnd(text: string | null): string {
  if (text === null || text === "") return "";
  return text.endsWith("\n") ? text : `${text}\n`;
}

function kindOf(part: {
  added?: boolean;
  removed?: boolean;
}): DiffLine["kind"] {
  if (part.added) return "added";
  return part.removed ? "removed" : "same";
}
