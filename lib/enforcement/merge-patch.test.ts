import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergePatch } from "./merge-patch";

type Json = Record<string, unknown>;

/** RFC 7386, section 2, as its text says it. */
function applied(target: unknown, patch: unknown): unknown {
  if (typeof patch !== "object" || patch === null || Array.isArray(patch))
    return patch;
  const result: Json =
    typeof target === "object" && target !== null && !Array.isArray(target)
      ? { ...target }
      : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = applied(result[key], value);
  }
  return result;
}

// A merge patch cannot say null, and Kubernetes stores none in a spec.
const leaf = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.array(fc.integer()),
);
const key = fc.constantFrom("a", "b", "c", "mtls", "mode");
const spec = fc.dictionary(key, fc.oneof(leaf, fc.dictionary(key, leaf)));

describe("mergePatch", () => {
  test("turns any spec into any other", () => {
    fc.assert(
      fc.property(spec, spec, (before, after) => {
        expect(applied(before, mergePatch(before, after))).toEqual(after);
      }),
    );
  });

  test("says nothing about what stays", () => {
    expect(
      mergePatch(
        { selector: { matchLabels: { app: "a" } }, mtls: { mode: "DISABLE" } },
        { selector: { matchLabels: { app: "a" } }, mtls: { mode: "STRICT" } },
      ),
    ).toEqual({ mtls: { mode: "STRICT" } });
  });
});
