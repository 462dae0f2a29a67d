import type { ValueType } from "./value-type";

export interface FunctionSignature {
  readonly parameters: readonly ValueType[];
  /** How many of them must be given. */
  readonly required: number;
  readonly result: ValueType;
}

/** Every function the evaluator knows; any other name is a loud error. */
export const FUNCTIONS: ReadonlyMap<string, FunctionSignature> = new Map([
  ...[
    "increase",
    "rate",
    "irate",
    "delta",
    "idelta",
    "changes",
    "resets",
    "max_over_time",
    "min_over_time",
    "avg_over_time",
    "sum_over_time",
    "count_over_time",
    "last_over_time",
    "present_over_time",
  ].map((name) => signature(name, ["range vector"])),
  ...["abs", "ceil", "floor", "sort", "sort_desc", "timestamp"].map((name) =>
    signature(name, ["instant vector"]),
  ),
  signature("absent", ["instant vector"]),
  signature("round", ["instant vector", "scalar"], "instant vector", 1),
  signature("clamp_min", ["instant vector", "scalar"]),
  signature("clamp_max", ["instant vector", "scalar"]),
  signature("label_replace", [
    "instant vector",
    "string",
    "string",
    "string",
    "string",
  ]),
  signature("vector", ["scalar"]),
  signature("scalar", ["instant vector"], "scalar"),
  signature("time", [], "scalar"),
]);

function signature(
  name: string,
  parameters: readonly ValueType[],
  result: ValueType = "instant vector",
  required: number = parameters.length,
): readonly [string, FunctionSignature] {
  return [name, { parameters, required, result }];
}
