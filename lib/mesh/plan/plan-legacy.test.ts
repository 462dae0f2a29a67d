import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { Action } from "@/lib/mesh/matrix/action";
import { buildMatrix } from "@/lib/mesh/matrix/matrix";
import {
  DEFAULT_MESH_CONFIG,
  type Inventory,
  type LegacyPolicy,
} from "@/lib/mesh/objects";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import { resolveService } from "@/lib/mesh/server/service-mode";
import {
  aLegacyPolicy,
  anEdge,
  anInventory,
  aPod,
  aService,
  aTelemetry,
} from "@/lib/mesh/testing/inventory-builders";
import { readable } from "@/lib/mesh/testing/only-row";
import type { TrafficEdge } from "@/lib/mesh/traffic/traffic";
import { specAfter } from "./policy-change";
import { plannedFor } from "./testing/planned-action";

const strict = { mode: "STRICT", allowTls: false } as const;
const open = { mode: "PERMISSIVE", allowTls: false } as const;

function policy(path: string, parts: Partial<LegacyPolicy> = {}): LegacyPolicy {
  return aLegacyPolicy(path, { mtls: open, ...parts });
}

const naming = (
  name: string,
  ...ports: (number | string)[]
): Pick<LegacyPolicy, "targets"> => ({ targets: [{ name, ports }] });

const twoPorts = aService("foo/a", {
  ports: [
    { name: "http", port: 8000, targetPort: 8080 },
    { name: "admin", port: 9000, targetPort: 9090 },
  ].map((port) => ({ ...port, protocol: "TCP", appProtocol: "http" })),
});

/** What planning for foo/a says on Istio 1.4, where the mesh is PERMISSIVE. */
function plan(
  action: Action,
  legacyPolicies: readonly LegacyPolicy[],
  parts: Partial<Inventory> = {},
  edges: readonly TrafficEdge[] = [],
) {
  const inventory = anInventory({
    meshConfig: {
      ...DEFAULT_MESH_CONFIG,
      enableAutoMtls: false,
      enforcesLegacyPolicies: true,
      lacksPeerAuthentication: true,
    },
    services: [twoPorts, aService("foo/b")],
    pods: [aPod("foo/a-1"), aPod("foo/b-1")],
    legacyPolicies: [policy("/default"), ...legacyPolicies],
    ...parts,
  });
  const result = plannedFor(
    "a",
    action,
    inventory,
    aTelemetry(edges, ["foo/a-1", "foo/b-1"]),
  );
  const { after } = result;
  const b = inventory.services.find(({ name }) => name === "b");
  return { ...result, modeOfB: after && b && resolveService(after, b).mode };
}

describe("a lock on Istio 1.4 (semantics C)", () => {
  test("creates a Policy that names the service, where only the mesh speaks", () => {
    const { planned, modeAfter, modeOfB } = plan("lock", []);
    expect(planned?.changes).toMatchObject([
      {
        verb: "create-legacy-policy",
        ref: { kind: "Policy", namespace: "foo", name: "a-strict" },
        targets: [{ name: "a", ports: [] }],
      },
    ]);
    const [change] = planned?.changes ?? [];
    expect(change && specAfter(change, {})).toEqual({
      targets: [{ name: "a" }],
      peers: [{ mtls: { mode: "STRICT" } }],
    });
    expect([modeAfter, modeOfB]).toEqual(["STRICT", "PERMISSIVE"]);
  });

  test("edits the Policy that names only this service", () => {
    const { planned, modeAfter } = plan("lock", [
      policy("foo/mine", naming("a")),
    ]);
    expect(planned?.changes).toMatchObject([
      { verb: "edit-policy", ref: { kind: "Policy", name: "mine" } },
    ]);
    expect(modeAfter).toBe("STRICT");
  });

  test("edits each Policy that decides about some port", () => {
    const { planned, modeAfter } = plan("lock", [
      policy("foo/all", naming("a")),
      policy("foo/admin", naming("a", "admin")),
    ]);
    expect(planned?.changes).toMatchObject([
      { verb: "edit-policy", ref: { name: "all" } },
      { verb: "edit-policy", ref: { name: "admin" } },
    ]);
    expect(modeAfter).toBe("STRICT");
  });

  test("names the ports before a Policy that is for other services too, and leaves that one alone", () => {
    const both = {
      targets: [
        { name: "a", ports: [] },
        { name: "b", ports: [] },
      ],
    };
    const { planned, modeAfter, modeOfB } = plan("lock", [
      policy("foo/both", both),
    ]);
    expect(planned?.changes).toMatchObject([
      {
        verb: "create-legacy-policy",
        targets: [{ name: "a", ports: [8000, 9000] }],
      },
    ]);
    expect([modeAfter, modeOfB]).toEqual(["STRICT", "PERMISSIVE"]);
  });

  test("is not offered where a shared Policy names the port, and the row says which", () => {
    const both = {
      targets: [
        { name: "a", ports: [8000] },
        { name: "b", ports: [] },
      ],
    };
    const { row, planned } = plan("lock", [policy("foo/both", both)]);
    expect(planned).toBeNull();
    expect(row.actions).not.toContain("lock");
    expect(row.verdict.reasons).toContainEqual(
      expect.objectContaining({
        code: "legacy-policy-shared",
        objects: [{ kind: "Policy", namespace: "foo", name: "both" }],
      }),
    );
  });

  test("is not offered where it would end a broader check of end users", () => {
    const { row, planned } = plan("lock", [
      policy("foo/default", { checksOrigins: true }),
    ]);
    expect(planned).toBeNull();
    expect(row.verdict.reasons).toContainEqual(
      expect.objectContaining({ code: "legacy-policy-checks-end-users" }),
    );
    const own = plan("lock", [
      policy("foo/mine", { ...naming("a"), checksOrigins: true }),
    ]);
    expect(own.modeAfter).toBe("STRICT");
  });

  test("covers the same port of another service, because nothing tells whose listener stays", () => {
    const { planned, modeAfter } = plan(
      "lock",
      [policy("foo/mine", { ...naming("a"), mtls: strict })],
      {
        services: [
          aService("foo/a"),
          aService("foo/b", { selector: { app: "a" } }),
        ],
      },
    );
    expect(planned?.row.policy.mode).toBe("PERMISSIVE");
    expect(planned?.changes).toMatchObject([
      {
        verb: "create-legacy-policy",
        targets: [{ name: "b", ports: [8000] }],
      },
    ]);
    expect(modeAfter).toBe("STRICT");
  });

  test("names the callers it refuses, every port that changes, and that clients need a rule first", () => {
    const { row, planned } = plan("lock", [], {}, [anEdge(null, "foo/a")]);
    expect(row.actions).toEqual(["require-mutual-tls", "lock"]);
    expect(planned?.refused).toHaveLength(1);
    expect(planned?.effects).toMatchObject([
      { port: 8080, before: "PERMISSIVE", after: "STRICT", services: ["a"] },
      { port: 9090, before: "PERMISSIVE", after: "STRICT", services: ["a"] },
    ]);
    expect(planned?.objections.map(({ code }) => code)).toContain(
      "auto-mtls-off",
    );
    expect(planned?.needsConfirmation).toBe(true);
  });
});

describe("the way back on Istio 1.4", () => {
  const locked = (previousSpec: unknown): Partial<LegacyPolicy> => ({
    ...naming("a"),
    mtls: strict,
    labels: { "app.kubernetes.io/managed-by": "lockstep" },
    annotations: {
      "lockstep.dev/change": JSON.stringify({
        service: "foo/a",
        action: "lock",
        previousSpec,
        writtenSpec: {
          targets: [{ name: "a" }],
          peers: [{ mtls: { mode: "STRICT" } }],
        },
      }),
    },
  });

  test("deletes the Policy that the lock created", () => {
    const { planned, modeAfter } = plan("unlock", [
      policy("foo/a-strict", locked(null)),
    ]);
    const [change] = planned?.changes ?? [];
    expect(change).toMatchObject({ verb: "restore", ref: { kind: "Policy" } });
    expect(change && specAfter(change, {})).toBeNull();
    expect(modeAfter).toBe("PERMISSIVE");
  });

  test("restores the Policy that the lock edited, and does not believe a record with other targets", () => {
    const before = { targets: [{ name: "a" }], peers: [] };
    const { planned, modeAfter } = plan("unlock", [
      policy("foo/mine", locked(before)),
    ]);
    const [change] = planned?.changes ?? [];
    expect(change && specAfter(change, {})).toEqual(before);
    expect(modeAfter).toBe("DISABLE");
    const forged = plan("unlock", [
      policy("foo/mine", locked({ ...before, targets: [{ name: "b" }] })),
    ]);
    expect(forged.planned?.changes).toMatchObject([{ verb: "edit-policy" }]);
  });

  test("opens with PERMISSIVE where the mesh is STRICT", () => {
    const { planned, modeAfter } = plan("unlock", [], {
      legacyPolicies: [policy("/default", { mtls: strict })],
    });
    expect(planned?.changes).toMatchObject([
      { verb: "create-legacy-policy", ref: { name: "a-permissive" } },
    ]);
    expect(modeAfter).toBe("PERMISSIVE");
  });
});

test("where nobody knows whether legacy policies count, the mode is not known and nothing is offered", () => {
  const before = anInventory({
    meshConfig: { ...DEFAULT_MESH_CONFIG, enforcesLegacyPolicies: "unknown" },
    services: [aService("foo/a"), aService("bar/c")],
    pods: [aPod("foo/a-1"), aPod("bar/c-1")],
  });
  const telemetry = aTelemetry([], ["foo/a-1", "bar/c-1"]);
  const resolution = resolveMesh(indexMesh(before));
  const matrix = buildMatrix(resolution, telemetry, readable);
  expect(matrix.rows.map(({ unreadable }) => unreadable)).toEqual([[], []]);
  const index = indexMesh(
    { ...before, legacyPolicies: [policy("foo/mine", naming("a"))] },
    resolution.index,
  );
  const now = resolveMesh(index, resolution);
  const { rows } = buildMatrix(now, telemetry, readable, matrix);
  expect(
    rows.map(({ service, verdict, actions }) => [
      service.name,
      verdict.reasons[0]?.code,
      actions.includes("lock"),
    ]),
  ).toEqual([
    // No policy names it, which would mean plaintext only if legacy policies count.
    ["c", "legacy-support-unknown", false],
    ["a", "legacy-support-unknown", false],
  ]);
});
