import { describe, expect, test } from "vitest";
import { CHANGE_ANNOTATION } from "@/lib/mesh/ownership";
import {
  anEdge,
  aPolicy,
  aService,
} from "@/lib/mesh/testing/inventory-builders";
import { planForHttpbin } from "./testing/planned-action";

describe("lock", () => {
  test("creates a policy with the Service's own selector where none governs the pods", () => {
    expect(planForHttpbin("lock", {})).toMatchObject({
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
    const planned = planForHttpbin("lock", {
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
    const planned = planForHttpbin("lock", {
      peerAuthentications: [
        aPolicy("foo/httpbin-strict", { selector: { app: "other" } }),
      ],
    });
    expect(planned?.changes).toMatchObject([
      { ref: { name: "httpbin-strict-2" } },
    ]);
  });

  test("names every plaintext caller as refused and every other as unaffected", () => {
    const planned = planForHttpbin("lock", {}, [
      anEdge(null, "foo/httpbin"),
      anEdge("bar/sleep", "foo/httpbin"),
    ]);
    expect(planned?.refused).toMatchObject([{ workload: null }]);
    expect(planned?.unaffected).toMatchObject([{ workload: "sleep" }]);
    expect(planned?.needsConfirmation).toBe(true);
  });

  test("shows other services that lose plaintext with the same pods, and their callers", () => {
    const planned = planForHttpbin(
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
      planForHttpbin("lock", {}, [anEdge("bar/sleep", "foo/httpbin")])
        ?.needsConfirmation,
    ).toBe(false);
    expect(planForHttpbin("lock", {}, [])?.needsConfirmation).toBe(true);
  });

  test("says who else owns the object", () => {
    const planned = planForHttpbin("lock", {
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
    const planned = planForHttpbin("unlock", {
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
    const planned = planForHttpbin("unlock", {
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
    const planned = planForHttpbin("unlock", {
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
