import { describe, expect, test } from "vitest";
import type { DestinationRule } from "@/lib/mesh/objects";
import { CHANGE_ANNOTATION } from "@/lib/mesh/ownership";
import {
  anEdge,
  anInventory,
  aPod,
  aPolicy,
  aRule,
  aService,
  aTelemetry,
  aTrafficPolicy,
} from "@/lib/mesh/testing/inventory-builders";
import { withClientMode } from "./policy-spec";
import { plannedFor } from "./testing/planned-action";

const HOST = "a.foo.svc.cluster.local";
const PORT = 8000;
const mutualTls = aTrafficPolicy("ISTIO_MUTUAL");

/** What undo says of a rule that Lockstep edited, and the rule as it would be then. */
function undone(
  previous: Record<string, unknown>,
  now: Partial<DestinationRule> = {},
) {
  const previousSpec = { host: HOST, ...previous };
  const rule = aRule("foo/a", {
    host: HOST,
    trafficPolicy: mutualTls,
    ...now,
    annotations: {
      [CHANGE_ANNOTATION]: JSON.stringify({
        service: "foo/a",
        action: "require-mutual-tls",
        previousSpec,
        writtenSpec: withClientMode(previousSpec, "ISTIO_MUTUAL"),
      }),
    },
  });
  const { planned, after } = plannedFor(
    "a",
    "undo-mutual-tls",
    anInventory({
      services: [aService("foo/a")],
      pods: [aPod("foo/a-1"), aPod("bar/sleep-1")],
      destinationRules: [rule],
      peerAuthentications: [aPolicy("foo/default", { mode: "STRICT" })],
    }),
    aTelemetry([anEdge("bar/sleep", "foo/a")], ["foo/a-1"]),
  );
  const [restored] = after?.inventory.destinationRules ?? [];
  if (planned === null || restored === undefined) throw new Error("no plan");
  return { planned, restored };
}

describe("undoing mutual TLS of a rule that was there before", () => {
  const off = { tls: { mode: "DISABLE" } };
  const subset = { name: "v1", labels: { version: "v1" } };

  test.each([
    ["its own settings", { trafficPolicy: off }],
    ["a subset", { subsets: [{ ...subset, trafficPolicy: off }] }],
    [
      "a port of a subset",
      {
        subsets: [
          {
            ...subset,
            trafficPolicy: {
              portLevelSettings: [{ port: { number: PORT }, ...off }],
            },
          },
        ],
      },
    ],
    ["words that nobody understands", { trafficPolicy: "?" }],
    [
      "a mode that nobody understands",
      { trafficPolicy: { tls: { mode: "ROT13" } } },
    ],
  ])("names the clients that go back to plaintext by %s", (_, previous) => {
    const { planned } = undone(previous, {
      subsets: [{ ...subset, trafficPolicy: mutualTls }],
    });
    expect(planned.clientEffects).toContainEqual({
      namespace: "bar",
      before: "mutual_tls",
      after: "plaintext",
    });
    expect(planned.refused).toMatchObject([{ workload: "sleep" }]);
    expect(planned.needsConfirmation).toBe(true);
  });

  test("says nothing of plaintext where there was none", () => {
    const { planned, restored } = undone({ subsets: [subset] });
    expect(planned.refused).toEqual([]);
    expect(restored.trafficPolicy).toBeNull();
    expect(restored.subsets).toEqual([{ ...subset, trafficPolicy: null }]);
  });

  test("puts back how endpoints are chosen, without which the mode is read otherwise", () => {
    const passing = { loadBalancer: { simple: "PASSTHROUGH" } };
    const { restored } = undone({
      trafficPolicy: passing,
      subsets: [{ name: "v1", trafficPolicy: passing }],
    });
    const passingOnly = aTrafficPolicy(null, { passthrough: true });
    expect(restored.trafficPolicy).toEqual(passingOnly);
    expect(restored.subsets).toEqual([
      { name: "v1", labels: {}, trafficPolicy: passingOnly },
    ]);
  });
});
