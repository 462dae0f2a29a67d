import { describe, expect, test } from "vitest";
import type { Action } from "@/lib/mesh/matrix/action";
import { DEFAULT_MESH_CONFIG, type Inventory } from "@/lib/mesh/objects";
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
import type { TrafficEdge } from "@/lib/mesh/traffic/traffic";
import { plannedFor } from "./testing/planned-action";

/** What planning `action` for foo/a says. */
function plan(
  action: Action,
  parts: Partial<Inventory>,
  edges: TrafficEdge[] = [],
) {
  const inventory = anInventory({
    services: [aService("foo/a"), aService("foo/b")],
    pods: [aPod("foo/a-1"), aPod("foo/b-1"), aPod("bar/sleep-1")],
    ...parts,
  });
  return plannedFor(
    "a",
    action,
    inventory,
    aTelemetry(edges, ["foo/a-1", "foo/b-1", "foo/worker-1"]),
  );
}

const team = { team: "x", "security.istio.io/tlsMode": "istio" };
const shared = {
  pods: [
    aPod("foo/a-1", { labels: { ...team, app: "a" } }),
    aPod("foo/b-1", { labels: { ...team, app: "b" } }),
    aPod("foo/worker-1", { labels: { ...team, app: "worker" } }),
  ],
  peerAuthentications: [aPolicy("foo/team", { selector: { team: "x" } })],
};
const calledByMesh = anEdge("bar/sleep", "foo/a");
const record = (previousSpec: unknown, service = "foo/a", action = "lock") => ({
  [CHANGE_ANNOTATION]: JSON.stringify({
    service,
    action,
    previousSpec,
    writtenSpec: { selector: { matchLabels: { app: "a" } } },
  }),
});

describe("a lock that reaches further than its service", () => {
  test.each([
    ["another service of the same policy", "foo/b"],
    ["a workload that no service selects", "foo/worker"],
  ])("names plaintext callers of %s, and asks for the name", (_, reached) => {
    const { row, planned } = plan("lock", shared, [
      calledByMesh,
      anEdge(null, reached),
    ]);
    expect(row.verdict.state).toBe("READY");
    expect(planned?.refused).toMatchObject([{ workload: null }]);
    expect(planned?.needsConfirmation).toBe(true);
  });
});

test("one caller of one workload is refused once, whatever services it could have used", () => {
  const { planned } = plan(
    "lock",
    {
      services: [
        aService("foo/a"),
        aService("foo/a2", { selector: { app: "a" } }),
      ],
    },
    [
      anEdge(null, "foo/a", {
        destination: {
          workloadNamespace: "foo",
          workload: "a",
          serviceNamespace: "unknown",
          serviceName: "InboundPassthroughCluster",
        },
      }),
    ],
  );
  expect(planned?.refused).toHaveLength(1);
});

test("a caller whom telemetry reports under a workload name of before is refused too", () => {
  const { planned } = plan("lock", {}, [
    anEdge(null, "foo/a", {
      destination: {
        workloadNamespace: "foo",
        workload: "a-before-the-rename",
        serviceNamespace: "foo",
        serviceName: "a",
      },
    }),
  ]);
  expect(planned?.refused).toMatchObject([{ workload: null }]);
});

describe("undoing mutual TLS", () => {
  const rule = aRule("foo/a-mtls", {
    host: "a.foo.svc.cluster.local",
    labels: { "app.kubernetes.io/managed-by": "lockstep" },
    annotations: {
      [CHANGE_ANNOTATION]: JSON.stringify({
        service: "foo/a",
        action: "require-mutual-tls",
        previousSpec: null,
        writtenSpec: { host: "a.foo.svc.cluster.local" },
      }),
    },
    trafficPolicy: aTrafficPolicy("ISTIO_MUTUAL"),
  });

  test("of a locked service names the meshed clients that STRICT would then refuse", () => {
    const { planned } = plan(
      "undo-mutual-tls",
      {
        meshConfig: { ...DEFAULT_MESH_CONFIG, enableAutoMtls: false },
        destinationRules: [rule],
        peerAuthentications: [aPolicy("foo/default", { mode: "STRICT" })],
      },
      [calledByMesh],
    );
    expect(planned?.refused).toMatchObject([{ workload: "sleep" }]);
    expect(planned?.needsConfirmation).toBe(true);
  });

  test("is not offered on the word of a rule for another host", () => {
    const { row } = plan("undo-mutual-tls", {
      destinationRules: [{ ...rule, host: "*.foo.svc.cluster.local" }],
    });
    expect(row.actions).not.toContain("undo-mutual-tls");
  });
});

test("mutual TLS is not offered where the server has it switched off", () => {
  const { row } = plan(
    "require-mutual-tls",
    {
      peerAuthentications: [
        aPolicy("foo/off", { selector: { app: "a" }, mode: "DISABLE" }),
      ],
    },
    [anEdge("bar/sleep", "foo/a", { security: "plaintext" })],
  );
  expect(row.actions).not.toContain("require-mutual-tls");
});

describe("unlock", () => {
  test("opens the service even where restoring would leave a parent's STRICT", () => {
    const { planned, modeAfter } = plan("unlock", {
      peerAuthentications: [
        aPolicy("foo/default", { mode: "STRICT" }),
        aPolicy("foo/a-strict", {
          selector: { app: "a" },
          mode: "STRICT",
          labels: { "app.kubernetes.io/managed-by": "lockstep" },
          annotations: record(null),
        }),
      ],
    });
    expect(planned?.changes).toMatchObject([{ verb: "edit-policy" }]);
    expect(modeAfter).toBe("PERMISSIVE");
  });

  test.each([
    ["deletes an object that Lockstep did not create", record(null), {}],
    [
      "gives an object a selector it did not have",
      record({ mtls: { mode: "DISABLE" } }),
      {},
    ],
  ])("never %s on the word of its annotation", (_, annotations, labels) => {
    const { planned } = plan("unlock", {
      peerAuthentications: [
        aPolicy("foo/own", {
          selector: { app: "a" },
          mode: "STRICT",
          annotations,
          labels,
        }),
      ],
    });
    expect(planned?.changes).toMatchObject([
      { verb: "edit-policy", mode: "PERMISSIVE" },
    ]);
  });

  test("says which other services it opens", () => {
    const { planned } = plan("unlock", {
      ...shared,
      peerAuthentications: [
        aPolicy("foo/team", { selector: { team: "x" }, mode: "STRICT" }),
      ],
    });
    expect(planned?.objections).toContainEqual(
      expect.objectContaining({
        code: "shared-pods",
        params: { services: "b" },
      }),
    );
  });
});

describe("callers who are refused already", () => {
  const strict = {
    peerAuthentications: [
      aPolicy("foo/a-strict", { selector: { app: "a" }, mode: "STRICT" }),
    ],
    destinationRules: [
      aRule("bar/a", {
        host: "a.foo.svc.cluster.local",
        trafficPolicy: aTrafficPolicy("DISABLE"),
      }),
    ],
  };

  test("are not refused by telling others to use mutual TLS", () => {
    const { planned } = plan("require-mutual-tls", strict, [
      anEdge(null, "foo/a"),
    ]);
    expect(planned?.refused).toEqual([]);
    expect(planned?.unaffected).toHaveLength(1);
  });
});

describe("an unlock", () => {
  const lockedBy = (annotations: Record<string, string>) => ({
    peerAuthentications: [
      aPolicy("foo/a-strict", {
        selector: { app: "a" },
        mode: "STRICT",
        annotations,
        labels: { "app.kubernetes.io/managed-by": "lockstep" },
      }),
    ],
  });

  test("that opens what somebody else closed asks for the name, and is no undo", () => {
    const { row, planned } = plan("unlock", lockedBy({}));
    expect([row.lockedByUs, planned?.needsConfirmation]).toEqual([false, true]);
  });

  test("of our own lock is an undo", () => {
    const { row, planned } = plan("unlock", lockedBy(record(null)));
    expect([row.lockedByUs, planned?.needsConfirmation]).toEqual([true, false]);
  });
});
