import { parseDurationMs } from "@/lib/simulator/promql/literal";
import { PromqlProblem } from "@/lib/simulator/promql/problem";

/** A `time`, `start` or `end` parameter: Unix seconds or RFC 3339, as milliseconds. */
export function timeMs(
  parameters: URLSearchParams,
  name: string,
  fallbackMs: number | null,
): number {
  const text = parameters.get(name);
  if (text === null || text === "") {
    if (fallbackMs !== null) {
      return fallbackMs;
    }
    throw invalid(name, `cannot parse "" to a valid timestamp`);
  }
  const seconds = Number(text);
  const parsedMs = Number.isFinite(seconds)
    ? Math.round(seconds * 1_000)
    : /^\d{4}-\d{2}-\d{2}T/.test(text)
      ? Date.parse(text)
      : Number.NaN;
  if (Number.isNaN(parsedMs)) {
    throw invalid(name, `cannot parse "${text}" to a valid timestamp`);
  }
  return parsedMs;
}

/** A `step`: seconds or a duration, as milliseconds. */
export function stepMs(parameters: URLSearchParams): number {
  const text = parameters.get("step") ?? "";
  const seconds = Number(text);
  const parsedMs =
    text !== "" && Number.isFinite(seconds)
      ? seconds * 1_000
      : parseDurationMs(text);
  if (parsedMs === null) {
    throw invalid("step", `cannot parse "${text}" to a valid duration`);
  }
  if (parsedMs <= 0) {
    throw invalid(
      "step",
      "zero or negative query resolution step widths are not accepted. Try a positive integer",
    );
  }
  return parsedMs;
}

export function invalid(name: string, reason: string): PromqlProblem {
  return new PromqlProblem(
    "bad_data",
    `invalid parameter "${name}": ${reason}`,
  );
}
