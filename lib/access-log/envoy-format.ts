/**
 * Reads lines that were written with one of Envoy's format strings.
 *
 * A line holds text of the caller's choice: path, user agent, request id, server name. Whoever puts a blank
 * or a quote there makes a line that can be cut into fields in more than one way. So every separator is
 * sought from both ends: at its earliest possible place, and at its latest. Where both are one, no other
 * reading exists. Fields of the proxy's own hold no separator, so in front of the first free text the
 * earliest place is the true one, and behind the last free text the latest.
 */

/** Values by operator, e.g. `DOWNSTREAM_REMOTE_ADDRESS` → "10.0.0.1:4711". Envoy writes "-" for nothing; so do we. */
export type LoggedFields = ReadonlyMap<string, string>;

export interface EnvoyFormat {
  /** The fields of a line, or null where it was not written with this format, or may be read in two ways. */
  read(line: string): LoggedFields | null;
}

/** @param format e.g. `[%START_TIME%] %RESPONSE_FLAGS% …\n`; operators may have arguments and a length */
export function compileEnvoyFormat(format: string): EnvoyFormat {
  const { literals, operators } = split(format.replace(/\n+$/, ""));
  const found = operators.findIndex(isFreeText);
  const firstFree = found < 0 ? operators.length : found;
  const lastFree = operators.findLastIndex(isFreeText);
  return {
    read(line) {
      const earliest = placesFromLeft(line, literals);
      const latest = placesFromRight(line, literals);
      if (earliest === null || latest === null) return null;
      /** Where a separator begins; undefined = there are several possible places. */
      const placeOf = (at: number): number | undefined => {
        const [early, late] = [earliest[at], latest[at]];
        if (early === late) return early;
        if (literals[at] === "") return undefined;
        if (at <= firstFree) return early;
        return at > lastFree ? late : undefined;
      };
      const fields = new Map<string, string>();
      for (const [at, operator] of operators.entries()) {
        const before = placeOf(at);
        const to = placeOf(at + 1);
        const isPlaced = before !== undefined && to !== undefined;
        const from = isPlaced ? before + (literals[at] ?? "").length : 0;
        if (isPlaced && to >= from) {
          const value = line.slice(from, to);
          if (isTorn(operator, value)) return null;
          fields.set(operator, value);
        } else if (!isFreeText(operator) || EVIDENCE.has(operator)) return null;
      }
      return fields;
    },
  };
}

const OPERATOR = /%([A-Z0-9_]+)(\([^)]*\))?(:\d+)?%/g;

/** n operators stand between n + 1 literals. */
function split(format: string): { literals: string[]; operators: string[] } {
  const literals: string[] = [];
  const operators: string[] = [];
  let from = 0;
  for (const [whole, name = "", argument = ""] of format.matchAll(OPERATOR)) {
    const at = format.indexOf(whole, from);
    literals.push(format.slice(from, at));
    // Two headers are two fields: their argument belongs to the name.
    operators.push(isFreeText(name) ? `${name}${argument}` : name);
    from = at + whole.length;
  }
  literals.push(format.slice(from));
  return { literals, operators };
}

/** What the proxy itself writes, in words without blanks. */
const OWN =
  /^(START_TIME|(UPSTREAM_)?PROTOCOL|RESPONSE_CODE(_DETAILS)?|RESPONSE_FLAGS(_LONG)?|BYTES_(RECEIVED|SENT)|[A-Z_]*DURATION|UPSTREAM_CLUSTER(_RAW)?|UPSTREAM_HOST|(UPSTREAM|DOWNSTREAM|DOWNSTREAM_DIRECT)_(LOCAL|REMOTE)_(ADDRESS(_WITHOUT_PORT)?|PORT)|DOWNSTREAM_TLS_(VERSION|CIPHER)|ROUTE_NAME|CONNECTION_ID|HOSTNAME)$/;

/** Operators whose value somebody else may choose, wholly or in part, and those that we do not know. */
function isFreeText(operator: string): boolean {
  return !OWN.test(operator);
}

/** Free text whose absence would be taken for a statement. */
const EVIDENCE: ReadonlySet<string> = new Set([
  "REQUESTED_SERVER_NAME",
  "DOWNSTREAM_PEER_URI_SAN",
]);

/** A blank where none can be: some text has moved the fields. */
function isTorn(operator: string, value: string): boolean {
  const isWord = !isFreeText(operator) || EVIDENCE.has(operator);
  return isWord && operator !== "START_TIME" && /\s/.test(value);
}

/** Where each literal begins, as early as it can; null = they do not all fit in. */
function placesFromLeft(
  line: string,
  literals: readonly string[],
): number[] | null {
  const [opening = ""] = literals;
  if (!line.startsWith(opening)) return null;
  const places = [0];
  const end = line.length - (literals.at(-1) ?? "").length;
  let from = opening.length;
  for (const literal of literals.slice(1, -1)) {
    const at = line.indexOf(literal, from);
    if (at < 0) return null;
    places.push(at);
    from = at + literal.length;
  }
  return from > end ? null : [...places, end];
}

/** Where each literal begins, as late as it can. */
function placesFromRight(
  line: string,
  literals: readonly string[],
): number[] | null {
  const [opening = ""] = literals;
  const closing = literals.at(-1) ?? "";
  if (!line.endsWith(closing)) return null;
  let to = line.length - closing.length;
  const places = [to];
  for (const literal of literals.slice(1, -1).reverse()) {
    const latest = to - literal.length;
    to = latest < opening.length ? -1 : line.lastIndexOf(literal, latest);
    if (to < opening.length) return null;
    places.push(to);
  }
  return [...places, 0].reverse();
}
