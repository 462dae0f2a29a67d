import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { Action } from "@/lib/mesh/matrix/action";
import { buildMatrix } from "@/lib/mesh/matrix/matrix";
import { DEFAULT_MESH_CONFIG, type Inventory } from "@/lib/mesh/objects";
import { CHANGE_ANNOTATION } from "@/lib/mesh/ownership";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import { resolveService } from "@/lib/mesh/server/service-mode";
import {
  anEdge,
  anInventory,
  aPod,
  aPolicy,
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

describe("lock", () => {
  test("creates a policy with the Service's own selector where none governs the pods", () => {
    expect(plan("lock", {})).toMatchObject({
      modeAfter: "STRICT",
      changes: [
        {
          verb: "create-policy",
          ref: { namespace: "foo", name: "httpbin-strict" },
          selector: { app: "httpbin" },
        },
      ],
      effects: [
        { before: "PERMISSIVE", after: "STRICT", services: ["httpbin"] },
      ],
    });
  });

  test("edits the oldest policy of the pods, because a newer one would be ignored", () => {
    const planned = plan("lock", {
      peerAuthentications: [
        aPolicy("foo/newer", {
          selector: { app: "httpbin" },
          createdAt: "2026-02-01T00:00:00Z",
        }),
        aPolicy("foo/older", {
          selector: { app: "httpbin" },
          mode: "PERMISSIVE",
          portLevelMtls: { "8080": "DISABLE", "9090": "PERMISSIVE" },
        }),
      ],
    });
    expect(planned).toMatchObject({
      modeAfter: "STRICT",
      changes: [{ verb: "edit-policy", ref: { name: "older" }, ports: [8080] }],
    });
    expect(planned?.changes).toHaveLength(1);
  });

  test("never takes a name that is in use", () => {
    const planned = plan("lock", {
      peerAuthentications: [
        aPolicy("foo/httpbin-strict", { selector: { app: "other" } }),
      ],
    });
    expect(planned?.changes).toMatchObject([
      { ref: { name: "httpbin-strict-2" } },
    ]);
  });

  test("names every plaintext caller as refused and every other as unaffected", () => {
    const planned = plan("lock", {}, [
      anEdge(null, "foo/httpbin"),
      anEdge("bar/sleep", "foo/httpbin"),
    ]);
    expect(planned?.refused).toMatchObject([{ workload: null }]);
    expect(planned?.unaffected).toMatchObject([{ workload: "sleep" }]);
    expect(planned?.needsConfirmation).toBe(true);
  });

  test("shows other services that lose plaintext with the same pods, and their callers", () => {
    const planned = plan(
      "lock",
      {
        services: [
          aService("foo/httpbin"),
          aService("foo/alias", { selector: { app: "httpbin" } }),
        ],
      },
      [
        anEdge(null, "foo/alias", {
          destination: {
            workloadNamespace: "foo",
            workload: "httpbin",
            serviceNamespace: "foo",
            serviceName: "alias",
          },
        }),
      ],
    );
    expect(planned?.effects).toMatchObject([
      { services: ["alias", "httpbin"] },
    ]);
    expect(planned?.refused).toHaveLength(1);
  });

  test("asks for no confirmation only where the service is ready", () => {
    expect(
      plan("lock", {}, [anEdge("bar/sleep", "foo/httpbin")])?.needsConfirmation,
    ).toBe(false);
    expect(plan("lock", {}, [])?.needsConfirmation).toBe(true);
  });

  test("says who else owns the object", () => {
    const planned = plan("lock", {
      peerAuthentications: [
        aPolicy("foo/own", {
          selector: { app: "httpbin" },
          annotations: { "argocd.argoproj.io/tracking-id": "x" },
        }),
      ],
    });
    expect(planned?.objections).toContainEqual(
      expect.objectContaining({
        code: "managed-elsewhere",
        params: { owner: "Argo CD", object: "foo/own" },
      }),
    );
  });
});

describe("unlock", () => {
  const record = (previousSpec: unknown) => ({
    [CHANGE_ANNOTATION]: JSON.stringify({
      service: "foo/httpbin",
      action: "lock",
      previousSpec,
      writtenSpec: { mtls: { mode: "STRICT" } },
    }),
  });

  test("deletes what our lock created", () => {
    const planned = plan("unlock", {
      peerAuthentications: [
        aPolicy("foo/httpbin-strict", {
          selector: { app: "httpbin" },
          mode: "STRICT",
          annotations: record(null),
          labels: { "app.kubernetes.io/managed-by": "lockstep" },
        }),
      ],
    });
    expect(planned).toMatchObject({
      modeAfter: "PERMISSIVE",
      changes: [{ verb: "restore" }],
    });
  });

  test("restores the modes that stood before our edit", () => {
    const planned = plan("unlock", {
      peerAuthentications: [
        aPolicy("foo/own", {
          selector: { app: "httpbin" },
          mode: "STRICT",
          annotations: record({ mtls: { mode: "DISABLE" } }),
        }),
      ],
    });
    expect(planned?.modeAfter).toBe("DISABLE");
  });

  test("opens a lock of the namespace for this service alone, with PERMISSIVE", () => {
    const planned = plan("unlock", {
      peerAuthentications: [aPolicy("foo/default", { mode: "STRICT" })],
    });
    expect(planned).toMatchObject({
      modeAfter: "PERMISSIVE",
      changes: [
        {
          verb: "create-policy",
          mode: "PERMISSIVE",
          ref: { name: "httpbin-permissive" },
        },
      ],
    });
  });
});

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
