/**
 * Reads the JSON of an answer. A long one is cut between two rows and read part by part, because parsing cannot be
 * interrupted and tens of thousands of rows take longer than others can wait.
 */
import type { InParts } from "@/lib/clock/in-turns";
import { compiledEnvelope, type Envelope } from "./envelope";

export type ReadEnvelope = Envelope | "no JSON" | "another shape";

/** Of one part, in characters; some 5 ms. */
const PART_CHARS = 256 * 1024;

/** Quotes within a label's value are escaped, so that this stands nowhere but between two rows. */
const BETWEEN_ROWS = ',{"metric":';
const OPENING = '{"status":"success","data":{"resultType":"vector","result":[';
const ENDING = "]}}";

/** @param partChars about how long a part is; shorter answers are read whole */
export function* readEnvelope(
  text: string,
  partChars = PART_CHARS,
): InParts<ReadEnvelope> {
  const read = yield* readParts(text, partChars);
  return read ?? readWhole(text);
}

/** null = it cannot be cut, or a part is not what it should be: the whole then tells what is wrong. */
function* readParts(text: string, partChars: number): InParts<Envelope | null> {
  let end = text.indexOf(BETWEEN_ROWS, partChars);
  if (end === -1) return null;
  const first = vectorOf(text.slice(0, end) + ENDING);
  if (first === null) return null;
  const { result, warnings } = first;
  while (end !== -1) {
    yield;
    const start = end + 1;
    end = text.indexOf(BETWEEN_ROWS, start + partChars);
    const part = vectorOf(
      end === -1
        ? OPENING + text.slice(start)
        : OPENING + text.slice(start, end) + ENDING,
    );
    if (part === null) return null;
    for (const row of part.result) result.push(row);
    for (const warning of part.warnings) warnings.push(warning);
  }
  return {
    status: "success",
    data: { resultType: "vector", result },
    warnings,
  };
}

function vectorOf(text: string) {
  const read = readWhole(text);
  if (typeof read === "string" || read.status === "error") return null;
  const { data, warnings } = read;
  return data.resultType === "vector"
    ? { result: data.result, warnings }
    : null;
}

function readWhole(text: string): ReadEnvelope {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return "no JSON";
  }
  const envelope = compiledEnvelope.safeParse(parsed);
  return envelope.success ? envelope.data : "another shape";
}
