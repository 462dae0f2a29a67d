import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { Action } from "@/lib/mesh/matrix/action";
import { buildMatrix } from "@/lib/mesh/matrix/matrix";
import type { Inventory } from "@/lib/mesh/objects";
import { CHANGE_ANNOTATION } from "@/lib/mesh/ownership";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import { resolveService } from "@/lib/mesh/server/service-mode";
import {
  anEdge,
  anInventory,
  aPod,
  aPolicy,
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
