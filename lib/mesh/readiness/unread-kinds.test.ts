import { describe, expect, test } from "vitest";
import type { Inventory } from "@/lib/mesh/objects";
import { rowOf } from "@/lib/mesh/testing/ready-service";

type Kind =
  | "ingresses"
  | "workloadEntries"
  | "telemetries"
  | "sidecars"
  | "metricsMonitors";

/** foo/httpbin is called from bar. */
function warningsAfter(kind: Kind, unreadIn: readonly string[] | null) {
  const read = { complete: false, items: [], ...(unreadIn && { unreadIn }) };
  const mesh: Partial<Inventory> = { [kind]: read };
  return rowOf({ mesh }).verdict.reasons.filter(
    ({ code }) => code === "kinds-unreadable",
  );
}

describe("an object that cannot be read", () => {
  test.each<[Kind, string]>([
    ["ingresses", "elsewhere"],
    ["ingresses", "bar"],
    ["workloadEntries", "elsewhere"],
    ["workloadEntries", "istio-system"],
    ["telemetries", "elsewhere"],
    ["telemetries", "bar"],
    ["sidecars", "elsewhere"],
    ["sidecars", "foo"],
  ])(
    "of %s in %s casts no doubt on a service it cannot be about",
    (kind, place) => {
      expect(warningsAfter(kind, [place])).toEqual([]);
    },
  );

  test.each<[Kind, string | null]>([
    ["ingresses", "foo"],
    ["ingresses", null],
    ["workloadEntries", "foo"],
    ["workloadEntries", null],
    ["telemetries", "foo"],
    ["telemetries", "istio-system"],
    ["telemetries", null],
    ["sidecars", "bar"],
    ["sidecars", "istio-system"],
    ["sidecars", null],
    ["metricsMonitors", "elsewhere"],
    ["metricsMonitors", null],
  ])("of %s in %s is told where it may matter", (kind, place) => {
    expect(warningsAfter(kind, place === null ? null : [place])).toHaveLength(
      1,
    );
  });
});
