import { isDeepStrictEqual } from "node:util";
import { FieldSet } from "./field-set";

export type JsonObject = Record<string, unknown>;

/** What a write did to an object, as sets of field paths. */
export interface Comparison {
  added: FieldSet;
  modified: FieldSet;
  removed: FieldSet;
}

/** Fields that the server itself looks after and that no manager owns. */
const unmanaged = FieldSet.of([
  ["f:apiVersion"],
  ["f:kind"],
  ["f:metadata"],
  ...[
    "name",
    "namespace",
    "creationTimestamp",
    "deletionTimestamp",
    "deletionGracePeriodSeconds",
    "selfLink",
    "uid",
    "generation",
    "managedFields",
    "resourceVersion",
  ].map((field) => ["f:metadata", `f:${field}`]),
]);

/** Compares two states; lists count as one value, which is what Istio's CRDs declare. */
export function compareObjects(
  before: JsonObject,
  after: JsonObject,
): Comparison {
  const added: string[][] = [];
  const modified: string[][] = [];
  const removed: string[][] = [];
  const walk = (left: JsonObject, right: JsonObject, path: string[]) => {
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
      const at = [...path, `f:${key}`];
      const [a, b] = [left[key], right[key]];
      if (a === undefined) {
        added.push(...everyPath(b, at));
      } else if (b === undefined) {
        removed.push(...everyPath(a, at));
      } else if (isJsonObject(a) && isJsonObject(b)) {
        walk(a, b, at);
      } else if (!isDeepStrictEqual(a, b)) {
        modified.push(at);
      }
    }
  };
  walk(before, after, []);
  return {
    added: managed(added),
    modified: managed(modified),
    removed: managed(removed),
  };
}

/** The leaves of an applied configuration: what its applier wants to own. */
export function leafFields(object: JsonObject): FieldSet {
  const leaves: string[][] = [];
  const walk = (node: JsonObject, path: string[]) => {
    for (const [key, value] of Object.entries(node)) {
      const at = [...path, `f:${key}`];
      if (isJsonObject(value) && Object.keys(value).length > 0) {
        walk(value, at);
      } else {
        leaves.push(at);
      }
    }
  };
  walk(object, []);
  return managed(leaves);
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function everyPath(value: unknown, path: string[]): string[][] {
  const below = isJsonObject(value)
    ? Object.entries(value).flatMap(([key, child]) =>
        everyPath(child, [...path, `f:${key}`]),
      )
    : [];
  return [path, ...below];
}

function managed(paths: string[][]): FieldSet {
  return FieldSet.of(paths).difference(unmanaged);
}
