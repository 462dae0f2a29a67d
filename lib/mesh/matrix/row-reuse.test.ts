import * as fc from "fast-check";
import { expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { Pod, Service } from "@/lib/mesh/objects";
import {
  type MeshResolution,
  resolveMesh,
} from "@/lib/mesh/resolution/mesh-resolution";
import {
  anEdge,
  anInventory,
  aPod,
  aPolicy,
  aRefusal,
  aService,
  aTelemetry,
} from "@/lib/mesh/testing/inventory-builders";
import { readable } from "@/lib/mesh/testing/only-row";
import { configHistories, histories } from "@/lib/mesh/testing/random-change";
import { buildMatrix, type Matrix } from "./matrix";

const edges = fc.array(
  fc
    .record({
      from: fc.constantFrom(null, "shop/cart", "bank/pod", "far/away"),
      workload: fc.constantFrom("shop/pod", "bank/pod", "shop/gone"),
      service: fc.constantFrom("cart", "till"),
      security: fc.constantFrom("plaintext", "mutual_tls"),
      reporter: fc.constantFrom("destination", "waypoint"),
      scrapedIn: fc.constantFrom([], ["hub"], ["bank"]),
    })
    .map(({ from, workload, service, ...told }) => {
      const edge = anEdge(from, workload, told);
      return {
        ...edge,
        destination: { ...edge.destination, serviceName: service },
      };
    }),
  { maxLength: 5 },
);
const refusals = fc.array(
  fc
    .record({
      from: fc.constantFrom(null, "shop/pod", "bank/pod", "far/away"),
      workload: fc.constantFrom("pod", "gone", "unknown"),
      service: fc.constantFrom("cart", "till"),
      seenBy: fc.constantFrom("client", "ztunnel"),
    })
    .map(({ from, workload, service, seenBy }) =>
      aRefusal(from, `shop/${service}`, {
        seenBy,
        destination: {
          workloadNamespace: "shop",
          workload,
          serviceNamespace: "shop",
          serviceName: service,
        },
      }),
    ),
  { maxLength: 4 },
);
const readings = fc.tuple(edges, refusals).map(([list, refused]) => ({
  ...aTelemetry(list, ["shop/pod-0"]),
  refused,
}));

function shown({ clientNamespaces, rows, requests, connections }: Matrix) {
  return { clientNamespaces, rows, requests, connections };
}

test("rows that were taken over say what rows made afresh say", () => {
  fc.assert(
    fc.property(
      histories,
      fc.array(readings, { minLength: 1, maxLength: 2 }),
      fc.array(fc.constantFrom("", "shop", "bank"), { minLength: 1 }),
      (history, telemetries, unread) => {
        let known: MeshResolution | null = null;
        let matrix: Matrix | null = null;
        for (const [turn, inventory] of history.entries()) {
          known = resolveMesh(indexMesh(inventory, known?.index), known);
          const telemetry = telemetries[turn % telemetries.length] ?? null;
          const now = {
            ...readable,
            policies: (namespace: string) =>
              namespace !== unread[turn % unread.length],
          };
          matrix = buildMatrix(known, telemetry, now, matrix);
          const afresh = buildMatrix(
            resolveMesh(indexMesh(inventory)),
            telemetry,
            now,
          );
          expect(shown(matrix)).toEqual(shown(afresh));
        }
      },
    ),
    { numRuns: 500 },
  );
}, 60_000);

test("one setting of the mesh reaches every row that reads it", () => {
  fc.assert(
    fc.property(configHistories, readings, (history, telemetry) => {
      let known: MeshResolution | null = null;
      let matrix: Matrix | null = null;
      for (const inventory of history) {
        known = resolveMesh(indexMesh(inventory, known?.index), known);
        matrix = buildMatrix(known, telemetry, readable, matrix);
        const afresh = resolveMesh(indexMesh(inventory));
        expect(shown(matrix)).toEqual(
          shown(buildMatrix(afresh, telemetry, readable)),
        );
      }
    }),
    { numRuns: 300 },
  );
}, 60_000);

test("a row stays while only another namespace changes", () => {
  const mesh = anInventory({
    services: [aService("shop/cart"), aService("bank/safe")],
    pods: [aPod("shop/cart-1"), aPod("bank/safe-1")],
  });
  const telemetry = aTelemetry([anEdge("bank/safe", "shop/cart")], []);
  const known = resolveMesh(indexMesh(mesh));
  const before = buildMatrix(known, telemetry, readable);
  const more = { ...mesh, pods: [...mesh.pods, aPod("bank/safe-2")] };
  const after = buildMatrix(
    resolveMesh(indexMesh(more, known.index), known),
    telemetry,
    readable,
    before,
  );
  const [safe, cart] = before.rows;
  expect(after.rows[0]).not.toBe(safe);
  expect(after.rows[1]).toBe(cart);
});

test("a row stays while other services of its namespace change, until one shares its pods", () => {
  const mesh = anInventory({
    services: [aService("shop/cart"), aService("shop/till")],
    pods: [aPod("shop/cart-1"), aPod("shop/till-1")],
  });
  const telemetry = aTelemetry([anEdge("bank/safe", "shop/cart")], []);
  const known = resolveMesh(indexMesh(mesh));
  const before = buildMatrix(known, telemetry, readable);
  const follow = (services: readonly Service[], pods: readonly Pod[]) =>
    buildMatrix(
      resolveMesh(indexMesh({ ...mesh, services, pods }, known.index), known),
      telemetry,
      readable,
      before,
    ).rows[0];
  expect(follow(mesh.services, [...mesh.pods, aPod("shop/till-2")])).toBe(
    before.rows[0],
  );
  const twin = aService("shop/twin", { selector: { app: "cart" } });
  expect(follow([...mesh.services, twin], mesh.pods)).not.toBe(before.rows[0]);
});

test("a caller that is no waypoint any more is heard again", () => {
  const via = aPod("hub/via-1", {
    labels: { "gateway.istio.io/managed": "istio.io-mesh-controller" },
    longRunningContainers: ["istio-proxy"],
    annotations: { "inject.istio.io/templates": "waypoint" },
  });
  const mesh = anInventory({
    services: [aService("shop/cart")],
    pods: [aPod("shop/cart-1"), aPod("hub/other-1"), via],
  });
  const telemetry = aTelemetry(
    [
      anEdge("hub/via", "shop/cart"),
      anEdge("bank/safe", "shop/cart", { reporter: "waypoint" }),
    ],
    [],
  );
  const known = resolveMesh(indexMesh(mesh));
  const before = buildMatrix(known, telemetry, readable);
  expect(before.rows[0]?.callers).toHaveLength(1);
  const pods = mesh.pods.map((pod) => (pod === via ? aPod("hub/via-1") : pod));
  const now = { ...mesh, pods };
  const after = buildMatrix(
    resolveMesh(indexMesh(now, known.index), known),
    telemetry,
    readable,
    before,
  );
  expect(after.rows[0]?.callers).toHaveLength(2);
});

test("waypoints that a namespace does not use any more are not believed at any service of it", () => {
  const labels = { "istio.io/use-waypoint-namespace": "hub" };
  const till = aService("shop/till");
  const cart = aService("shop/cart");
  const mesh = anInventory({
    services: [cart, { ...till, labels }],
    pods: [aPod("shop/cart-1"), aPod("shop/till-1")],
  });
  const told = { reporter: "waypoint", scrapedIn: ["hub"] } as const;
  const telemetry = aTelemetry([anEdge("bank/safe", "shop/cart", told)], []);
  const known = resolveMesh(indexMesh(mesh));
  const before = buildMatrix(known, telemetry, readable);
  expect(before.rows[0]?.callers).toHaveLength(1);
  const now = { ...mesh, services: [cart, till] };
  const after = buildMatrix(
    resolveMesh(indexMesh(now, known.index), known),
    telemetry,
    readable,
    before,
  );
  expect(after.rows[0]?.callers).toEqual([]);
});

test("where one namespace cannot be read any more, only rows that rest on it change", () => {
  const mesh = anInventory({
    services: [aService("bank/safe"), aService("shop/cart")],
    pods: [aPod("bank/safe-1"), aPod("shop/cart-1")],
  });
  const known = resolveMesh(indexMesh(mesh));
  const before = buildMatrix(known, null, readable);
  const blind = {
    ...readable,
    policies: (namespace: string) => namespace !== "shop",
  };
  const { rows } = buildMatrix(known, null, blind, before);
  expect(rows[0]).toBe(before.rows[0]);
  expect(rows[1]?.unreadable).toEqual(["policies-unreadable"]);
});

test("calls to a workload without a service move on when a service elsewhere selects it", () => {
  const mesh = anInventory({
    services: [aService("shop/cart")],
    pods: [aPod("shop/cart-1"), aPod("bank/safe-1")],
    peerAuthentications: [aPolicy("shop/default", { mode: "STRICT" })],
  });
  const called = {
    destination: {
      workloadNamespace: "bank",
      workload: "safe",
      serviceNamespace: "shop",
      serviceName: "cart",
    },
  };
  const known = resolveMesh(indexMesh(mesh));
  const now = {
    ...mesh,
    services: [...mesh.services, aService("bank/safe")],
  };
  const next = resolveMesh(indexMesh(now, known.index), known);
  for (const telemetry of [
    aTelemetry([anEdge("hub/via", "shop/cart", called)], []),
    {
      ...aTelemetry([], []),
      refused: [aRefusal("hub/via", "shop/cart", called)],
    },
  ]) {
    const before = buildMatrix(known, telemetry, readable);
    const after = buildMatrix(next, telemetry, readable, before);
    const calls = ({ rows }: Matrix) => {
      const row = rows.find(({ service }) => service.name === "cart");
      return row && row.edges.length + row.refused.length;
    };
    expect(calls(before)).toBe(1);
    expect(calls(after)).toBe(0);
  }
});

test("a caller whose pods begin to go around their proxy changes the rows it calls", () => {
  const sleep = aPod("bank/sleep-1");
  const mesh = anInventory({
    services: [aService("shop/cart")],
    pods: [aPod("shop/cart-1"), sleep],
  });
  const telemetry = aTelemetry(
    [anEdge("bank/sleep", "shop/cart")],
    ["shop/cart-1"],
  );
  const known = resolveMesh(indexMesh(mesh));
  const before = buildMatrix(known, telemetry, readable);
  const annotations = {
    "traffic.sidecar.istio.io/excludeOutboundPorts": "8000",
  };
  const pods = mesh.pods.map((pod) =>
    pod === sleep ? { ...pod, annotations } : pod,
  );
  const now = resolveMesh(indexMesh({ ...mesh, pods }, known.index), known);
  const [row] = buildMatrix(now, telemetry, readable, before).rows;
  expect(row?.verdict.reasons.map(({ code }) => code)).toContain(
    "clients-bypass-proxy",
  );
});
