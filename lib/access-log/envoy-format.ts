/**
 * Reads lines that were written with one of Envoy's format strings.
 *
 * A line holds text of the caller's choice: path, user agent, request id, authority. Whoever puts a quote or
 * a blank there can shift every field behind it. So fields in front of the first header are read from the
 * left, and those behind the last header from the right. What lies between is read only where all headers
 * are "-": a connection that was not HTTP has none.
 */

/** Values by operator, e.g. `DOWNSTREAM_REMOTE_ADDRESS` → "10.0.0.1:4711". Envoy writes "-" for nothing; so do we. */
export type LoggedFields = ReadonlyMap<string, string>;

export interface EnvoyFormat {
  /** The fields of a line, or null where it was not written with this format. */
  read(line: string): LoggedFields | null;
}

/** @param format e.g. `[%START_TIME%] %RESPONSE_FLAGS% …\n`; operators may have arguments and a length */
export function compileEnvoyFormat(format: string): EnvoyFormat {
  const { literals, operators } = split(format.replace(/\n+$/, ""));
  const headers = operators.filter(isHeader);
  const firstHeader =
    headers.length > 0 ? operators.findIndex(isHeader) : operators.length;
  const afterHeaders = operators.findLastIndex(isHeader) + 1;
  const quotes = countQuotes(literals.join(""));
  return {
    read(line) {
      // A quote too many, or a blank inside a field, and nobody knows which field is which.
      if (countQuotes(line) !== quotes) return null;
      const left = readFromLeft(line, literals, operators, firstHeader);
      if (left === null || headers.length === 0) return left;
      const right = readFromRight(line, literals, operators, afterHeaders);
      if (right === null || [...left, ...right].some(isTorn)) return null;
      const whole = readFromLeft(line, literals, operators, operators.length);
      const between =
        whole && headers.every((name) => whole.get(name) === "-") ? whole : [];
      return new Map([...between, ...left, ...right]);
    },
  };
}

function countQuotes(text: string): number {
  return text.split('"').length - 1;
}

/** Server names are the caller's choice too, and stand among the addresses. */
function isTorn([operator, value]: readonly [string, string]): boolean {
  return operator !== "START_TIME" && /\s/.test(value);
}

const OPERATOR = /%([A-Z0-9_]+)(\([^)]*\))?(:\d+)?%/g;

/** n operators stand between n + 1 literals. */
function split(format: string): { literals: string[]; operators: string[] } {
  const literals: string[] = [];
  const operators: string[] = [];
  let from = 0;
  for (const match of format.matchAll(OPERATOR)) {
    literals.push(format.slice(from, match.index));
    // Two headers are two fields: their argument belongs to the name.
    operators.push(`${match[1]}${isHeader(match[1] ?? "") ? match[2] : ""}`);
    from = match.index + match[0].length;
  }
  literals.push(format.slice(from));
  return { literals, operators };
}

/** Operators whose value a caller chooses, wholly or in part. */
function isHeader(operator: string): boolean {
  return /^(REQ|RESP|TRAILER|DYNAMIC_METADATA|FILTER_STATE)\b/.test(operator);
}

/** The first `count` operators; with all of them, the line has to end where the format does. */
function readFromLeft(
  line: string,
  literals: readonly string[],
  operators: readonly string[],
  count: number,
): Map<string, string> | null {
  const fields = new Map<string, string>();
  const [opening = ""] = literals;
  if (!line.startsWith(opening)) return null;
  let from = opening.length;
  for (let at = 0; at < count; at += 1) {
    const next = literals[at + 1] ?? "";
    const isLast = at === operators.length - 1;
    const to = isLast ? line.length - next.length : line.indexOf(next, from);
    if (to < from || !line.startsWith(next, to)) return null;
    fields.set(operators[at] ?? "", line.slice(from, to));
    from = to + next.length;
  }
  return fields;
}

/** The operators from `first` on, from the end of the line. */
function readFromRight(
  line: string,
  literals: readonly string[],
  operators: readonly string[],
  first: number,
): Map<string, string> | null {
  const fields = new Map<string, string>();
  const closing = literals[operators.length] ?? "";
  if (!line.endsWith(closing)) return null;
  let to = line.length - closing.length;
  for (let at = operators.length - 1; at >= first; at -= 1) {
    const before = literals[at] ?? "";
    const found = before === "" ? -1 : line.lastIndexOf(before, to - 1);
    if (found < 0) return null;
    fields.set(operators[at] ?? "", line.slice(found + before.length, to));
    to = found;
  }
  return fields;
}
