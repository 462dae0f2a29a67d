import { isDeepStrictEqual } from "node:util";
import { ANSWERS, OPTIONAL_FIELDS } from "./answer";
import type { Vector } from "./vector";

export type CaseVerdict =
  | { readonly result: "passed" }
  | { readonly result: "unsupported" }
  | { readonly result: "failed"; readonly got: unknown };

/** Answers a case and compares deeply; the order of object keys carries no meaning, that of lists does. */
export function judge(vector: Vector): CaseVerdict {
  const { type } = vector.query;
  const answer = Object.hasOwn(ANSWERS, type) ? ANSWERS[type] : undefined;
  if (answer === undefined) return { result: "unsupported" };
  let got: unknown;
  try {
    // Through JSON, as the case itself came: what has no JSON form cannot be compared.
    got = JSON.parse(JSON.stringify(answer(vector)));
  } catch (error) {
    return {
      result: "failed",
      got: error instanceof Error ? error.message : error,
    };
  }
  const asked = onlyAsked(got, vector.expected, OPTIONAL_FIELDS[type] ?? []);
  return isDeepStrictEqual(asked, vector.expected)
    ? { result: "passed" }
    : { result: "failed", got };
}

/** Leaves out what the case makes no statement about, and only where its format says that it may. */
function onlyAsked(
  got: unknown,
  expected: unknown,
  optional: readonly string[],
): unknown {
  if (!isObject(got) || !isObject(expected)) return got;
  return Object.fromEntries(
    Object.entries(got).filter(
      ([key]) => key in expected || !optional.includes(key),
    ),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
