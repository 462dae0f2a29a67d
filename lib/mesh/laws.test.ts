/** Laws that hold for every mesh, tried on many random ones. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { resolveClientTls } from "@/lib/mesh/client/client-tls";
import { indexMesh, type MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { PeerAuthentication } from "@/lib/mesh/objects";
import { allowsPlaintext, resolveAmbient } from "@/lib/mesh/server/ambient";
import { enforcementPoint } from "@/lib/mesh/server/proxy";
import { portMode, resolveServerMode } from "@/lib/mesh/server/server-mode";
import {
  resolveService,
  resolveUndeclaredPorts,
} from "@/lib/mesh/server/service-mode";
import {
  anInventory,
  aPolicy,
  aRule,
  aTrafficPolicy,
} from "@/lib/mesh/testing/inventory-builders";
import {
  explicitMode,
  inventories,
  labels,
  mode,
  policies,
  selector,
  tls,
} from "@/lib/mesh/testing/random-mesh";

/** Everything a verdict shows, in a form that can be compared. */
function everything(index: MeshIndex): unknown {
  return [...index.services.keys()].sort().map((key) => {
    const service = index.services.get(key);
    if (service === undefined) throw new Error(key);
    const clients = ["istio-system", "shop", "bank"].map((client) =>
      service.ports.map((port) => {
        const { toEndpoint, ...sent } = resolveClientTls(
          index,
          { namespace: client, labels: { app: "till" } },
          service,
          port,
        );
        return [
          sent,
          index.podsOf(service).map((pod) => toEndpoint(pod, 8080)),
        ];
      }),
    );
    return { verdict: resolveService(index, service), clients };
  });
}

describe("order", () => {
  test("no list's order means anything", () => {
    fc.assert(
      fc.property(
        inventories,
        fc.infiniteStream(fc.nat()),
        (inventory, seeds) => {
          const shuffled = <T>(list: readonly T[]): T[] =>
            list
              .map((item) => ({ item, at: seeds.next().value ?? 0 }))
              .sort((a, b) => a.at - b.at)
              .map(({ item }) => item);
          const again = {
            ...inventory,
            services: shuffled(inventory.services),
            pods: shuffled(inventory.pods),
            peerAuthentications: shuffled(inventory.peerAuthentications),
            destinationRules: shuffled(inventory.destinationRules),
          };
          expect(everything(indexMesh(again))).toEqual(
            everything(indexMesh(inventory)),
          );
        },
      ),
    );
  });
});

describe("scope", () => {
  test("a policy of another namespace changes nothing, unless it is the root namespace", () => {
    fc.assert(
      fc.property(
        inventories,
        mode,
        selector,
        (inventory, strange, selecting) => {
          const stranger = aPolicy("elsewhere/stranger", {
            mode: strange,
            selector: selecting,
            createdAt: null,
          });
          const more = {
            ...inventory,
            peerAuthentications: [...inventory.peerAuthentications, stranger],
          };
          expect(everything(indexMesh(more))).toEqual(
            everything(indexMesh(inventory)),
          );
        },
      ),
    );
  });

  test("a rule of a namespace that is neither the client's, the service's nor the root is never used", () => {
    fc.assert(
      fc.property(inventories, tls, (inventory, strange) => {
        const stranger = aRule("elsewhere/stranger", {
          host: "*",
          trafficPolicy: aTrafficPolicy(strange),
          createdAt: null,
        });
        const more = {
          ...inventory,
          destinationRules: [...inventory.destinationRules, stranger],
        };
        expect(everything(indexMesh(more))).toEqual(
          everything(indexMesh(inventory)),
        );
      }),
    );
  });
});

describe("composition", () => {
  test("what a parent says never moves a child that speaks for itself", () => {
    fc.assert(
      fc.property(
        explicitMode,
        mode,
        mode,
        mode,
        mode,
        (child, mesh, wide, otherMesh, otherWide) => {
          const at = (meshMode: typeof mesh, wideMode: typeof wide) =>
            resolveServerMode(
              indexMesh(
                anInventory({
                  peerAuthentications: [
                    aPolicy("istio-system/mesh", { mode: meshMode }),
                    aPolicy("shop/wide", { mode: wideMode }),
                    aPolicy("shop/cart", {
                      selector: { app: "cart" },
                      mode: child,
                    }),
                  ],
                }),
              ),
              { namespace: "shop", labels: { app: "cart" } },
            ).mode;
          expect(at(mesh, wide)).toBe(child);
          expect(at(otherMesh, otherWide)).toBe(child);
        },
      ),
    );
  });

  test("every mode has an author, or is the default", () => {
    fc.assert(
      fc.property(inventories, (inventory) => {
        const index = indexMesh(inventory);
        for (const pod of inventory.pods) {
          const resolved = resolveServerMode(index, pod);
          for (const port of [8080, 9090, 7070]) {
            const { mode: own, decidedBy } = portMode(resolved, port);
            if (decidedBy === null) expect(own).toBe("PERMISSIVE");
          }
        }
      }),
    );
  });

  test("locking the oldest policy of a workload is always felt", () => {
    fc.assert(
      fc.property(inventories, (inventory) => {
        const [pod] = inventory.pods;
        fc.pre(pod !== undefined && pod.namespace !== "istio-system");
        if (pod === undefined) return;
        const lock = aPolicy(`${pod.namespace}/-lock`, {
          selector: pod.labels,
          mode: "STRICT",
          createdAt: null,
        });
        const locked = indexMesh({
          ...inventory,
          peerAuthentications: [...inventory.peerAuthentications, lock],
        });
        expect(portMode(resolveServerMode(locked, pod), 8080).mode).toBe(
          "STRICT",
        );
      }),
    );
  });
});

describe("honesty", () => {
  test("a service reads STRICT only where every port of every pod is enforced and STRICT", () => {
    fc.assert(
      fc.property(inventories, (inventory) => {
        const index = indexMesh(inventory);
        for (const service of inventory.services) {
          const verdict = resolveService(index, service);
          if (verdict.mode !== "STRICT") continue;
          const judged =
            service.ports.length > 0
              ? verdict.ports.flatMap((port) => port.pods)
              : resolveUndeclaredPorts(index, service);
          expect(judged.length).toBeGreaterThan(0);
          for (const { pod, mode: own } of judged) {
            expect(enforcementPoint(pod)).not.toBe("none");
            expect(own).toBe("STRICT");
          }
        }
      }),
    );
  });

  test("to ztunnel, DISABLE on a namespace or mesh is PERMISSIVE", () => {
    fc.assert(
      fc.property(policies, labels, (list, own) => {
        const plain = (from: readonly PeerAuthentication[]) => {
          const index = indexMesh(anInventory({ peerAuthentications: from }));
          const { levels } = resolveServerMode(index, {
            namespace: "shop",
            labels: own,
          });
          const ambient = resolveAmbient(index, levels);
          return [8080, 9090, 7070].map((port) =>
            allowsPlaintext(ambient, port),
          );
        };
        const softened = list.map((policy) =>
          policy.mode === "DISABLE"
            ? { ...policy, mode: "PERMISSIVE" as const }
            : policy,
        );
        expect(plain(softened)).toEqual(plain(list));
      }),
    );
  });
});
