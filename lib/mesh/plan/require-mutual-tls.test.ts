import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { Action } from "@/lib/mesh/matrix/action";
import { buildMatrix } from "@/lib/mesh/matrix/matrix";
import { DEFAULT_MESH_CONFIG, type Inventory } from "@/lib/mesh/objects";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import { resolveService } from "@/lib/mesh/server/service-mode";
import {
  anEdge,
  anInventory,
  aPod,
  aRule,
  aService,
  aTelemetry,
} from "@/lib/mesh/testing/inventory-builders";
import type { TrafficEdge } from "@/lib/mesh/traffic/traffic";
import { applyChanges } from "./apply-changes";
import { planEnforcement } from "./enforcement-plan";

const foo = {
  services: [aService("foo/httpbin")],
  pods: [aPod("foo/httpbin-1"), aPod("bar/sleep-1")],
};

function plan(
  action: Action,
  parts: Partial<Inventory>,
  edges: TrafficEdge[] = [],
) {
  const inventory = anInventory({ ...foo, ...parts });
  const index = indexMesh(inventory);
  const matrix = buildMatrix(
    resolveMesh(index),
    aTelemetry(edges, ["foo/httpbin-1"]),
    {
      meshConfig: true,
      policies: () => true,
      destinationRules: () => true,
      pods: () => true,
    },
  );
  const row = matrix.rows.find(({ service }) => service.name === "httpbin");
  if (!row) throw new Error("no row");
  const planned = planEnforcement(action, index, matrix, row);
  if (!planned) return null;
  const after = indexMesh(applyChanges(inventory, planned.changes));
  return { ...planned, modeAfter: resolveService(after, row.service).mode };
}

describe("require mutual TLS", () => {
  const autoOff = {
    meshConfig: { ...DEFAULT_MESH_CONFIG, enableAutoMtls: false },
  };
  const plain = [anEdge("bar/sleep", "foo/httpbin", { security: "plaintext" })];

  test("with auto mTLS off, a new rule turns the meshed clients to mutual TLS", () => {
    expect(plan("require-mutual-tls", autoOff, plain)).toMatchObject({
      changes: [
        {
          verb: "create-rule",
          host: "httpbin.foo.svc.cluster.local",
          ref: { namespace: "foo", name: "httpbin-mtls" },
        },
      ],
      clientEffects: [
        { namespace: "bar", before: "plaintext", after: "mutual_tls" },
        { namespace: "foo", before: "plaintext", after: "mutual_tls" },
      ],
      refused: [],
    });
  });

  test("a rule for exactly this host is edited where it stands", () => {
    const rule = aRule("bar/own", {
      host: "httpbin.foo.svc.cluster.local",
      trafficPolicy: {
        tls: "DISABLE",
        portLevelSettings: [],
        passthrough: false,
      },
    });
    expect(
      plan("require-mutual-tls", { destinationRules: [rule] }, plain),
    ).toMatchObject({
      changes: [{ verb: "edit-rule", ref: { namespace: "bar", name: "own" } }],
      clientEffects: [{ namespace: "bar", after: "mutual_tls" }],
    });
  });

  test("a broad rule is left alone; an exact one is set beside it", () => {
    const rule = aRule("bar/broad", {
      host: "*.foo.svc.cluster.local",
      trafficPolicy: {
        tls: "DISABLE",
        portLevelSettings: [],
        passthrough: false,
      },
    });
    expect(
      plan("require-mutual-tls", { destinationRules: [rule] }, plain),
    ).toMatchObject({
      changes: [
        {
          verb: "create-rule",
          ref: { namespace: "bar", name: "httpbin-foo-mtls" },
        },
      ],
      clientEffects: [{ namespace: "bar", after: "mutual_tls" }],
    });
  });

  test("a rule for this host that says nothing about TLS is edited, because a second one would be ignored", () => {
    const rule = aRule("foo/pool", {
      host: "httpbin.foo.svc.cluster.local",
      trafficPolicy: {
        tls: null,
        portLevelSettings: [],
        passthrough: false,
      },
    });
    const planned = plan(
      "require-mutual-tls",
      { ...autoOff, destinationRules: [rule] },
      plain,
    );
    expect(planned?.changes).toMatchObject([
      { verb: "edit-rule", ref: { name: "pool" } },
    ]);
    expect(planned?.row.verdict.reasons).toContainEqual(
      expect.objectContaining({ code: "auto-mtls-off" }),
    );
  });

  test("is not offered where every client is told so already", () => {
    expect(plan("require-mutual-tls", {}, [])).toBeNull();
  });
});
