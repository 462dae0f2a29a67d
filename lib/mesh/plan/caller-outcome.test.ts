import { describe, expect, test } from "vitest";
import type { ClientSends } from "@/lib/mesh/client/client-namespaces";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { PolicyMode } from "@/lib/mesh/mode";
import type { Pod } from "@/lib/mesh/objects";
import {
  anEdge,
  anInventory,
  aPod,
  aPolicy,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { httpbin } from "@/lib/mesh/testing/only-row";
import { sumCallers } from "@/lib/mesh/traffic/caller";
import { callerOutcomes } from "./caller-outcome";

const MESHED = aPod("bar/sleep-1");
const UNMESHED = withoutProxy(aPod("bar/sleep-1"));

/** Whether bar/sleep, seen so by foo/httpbin, is refused once that has this mode and bar is told this. */
function isRefused(
  mode: PolicyMode,
  told: ClientSends,
  {
    pods,
    seen = "plaintext",
    from = "bar/sleep",
  }: {
    pods: readonly Pod[];
    seen?: "plaintext" | "mutual_tls";
    from?: string;
  },
): boolean {
  const mesh = { ...httpbin, pods: [...httpbin.pods, ...pods] };
  const after = { peerAuthentications: [aPolicy("foo/default", { mode })] };
  const [server] = httpbin.pods;
  if (server === undefined) throw new Error("no server");
  const { refused } = callerOutcomes(
    indexMesh(anInventory(mesh)),
    indexMesh(anInventory({ ...mesh, ...after })),
    [
      {
        workloads: [server.workload],
        callers: sumCallers([anEdge(from, "foo/httpbin", { security: seen })]),
      },
    ],
    () => told,
  );
  return refused.length > 0;
}

describe("what a namespace is told is what callers send that have a proxy to obey it (semantics B5)", () => {
  test("a caller with a proxy sends mutual TLS", () => {
    expect(isRefused("STRICT", "mutual_tls", { pods: [MESHED] })).toBe(false);
  });

  test.each([
    ["without a proxy", [UNMESHED]],
    ["of whose pods only some have one", [MESHED, UNMESHED]],
    ["whose pods are not there to be looked at", []],
  ])("a caller %s goes on sending plaintext", (_, pods) => {
    expect(isRefused("STRICT", "mutual_tls", { pods })).toBe(true);
  });

  test("a caller known by its namespace only goes on sending plaintext", () => {
    const told = { pods: [MESHED], from: "bar" };
    expect(isRefused("STRICT", "mutual_tls", told)).toBe(true);
  });

  test("a caller of which nothing is known may obey, where that is worse", () => {
    const told = { pods: [], seen: "mutual_tls" } as const;
    expect(isRefused("STRICT", "plaintext", told)).toBe(true);
    expect(isRefused("DISABLE", "mutual_tls", { pods: [] })).toBe(true);
  });

  test("a caller without a proxy is told nothing, good or bad", () => {
    expect(isRefused("DISABLE", "mutual_tls", { pods: [UNMESHED] })).toBe(
      false,
    );
  });
});
