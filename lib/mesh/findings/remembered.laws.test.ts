import * as fc from "fast-check";
import { expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { Inventory } from "@/lib/mesh/objects";
import {
  type MeshResolution,
  resolveMesh,
} from "@/lib/mesh/resolution/mesh-resolution";
import {
  anInventory,
  aPod,
  aPolicy,
  aRule,
  aService,
  aTrafficPolicy,
} from "@/lib/mesh/testing/inventory-builders";
import { histories } from "@/lib/mesh/testing/random-change";
import { findFindings } from "./find-findings";
import type { Finding } from "./finding";
import { ALL_KNOWN } from "./known-sources";

const LAST_MS = 60_000;

/** Objects of its own, so that nothing remembered about others helps. */
function anew(inventory: Inventory): MeshResolution {
  return resolveMesh(indexMesh(structuredClone(inventory)));
}

test(
  "what is found after each change is what is found in a mesh that is read for the first time",
  () => {
    fc.assert(
      fc.property(histories, fc.boolean(), (history, isRead) => {
        let last: MeshResolution | null = null;
        for (const inventory of history) {
          last = resolveMesh(indexMesh(inventory, last?.index ?? null), last);
          const known = {
            ...ALL_KNOWN,
            destinationRules: (name: string) => isRead || name !== "bank",
            policies: (name: string) => isRead || name !== "shop",
          };
          expect(findFindings(last)).toEqual(findFindings(anew(inventory)));
          expect(findFindings(last, known)).toEqual(
            findFindings(anew(inventory), known),
          );
        }
      }),
      { numRuns: 150 },
    );
  },
  LAST_MS,
);

test(
  "an older policy of the mesh is heard of in every namespace",
  () => {
    fc.assert(
      fc.property(histories, (history) => {
        const policy = aPolicy("istio-system/first", {
          mode: "STRICT",
          createdAt: "2020-01-01T00:00:00Z",
        });
        let last: MeshResolution | null = null;
        for (const [at, inventory] of history.entries()) {
          const changed: Inventory =
            at % 2 === 0
              ? inventory
              : {
                  ...inventory,
                  peerAuthentications: [
                    ...inventory.peerAuthentications,
                    policy,
                  ],
                };
          last = resolveMesh(indexMesh(changed, last?.index ?? null), last);
          expect(findFindings(last)).toEqual(findFindings(anew(changed)));
        }
      }),
      { numRuns: 60 },
    );
  },
  LAST_MS,
);

/** What is told after a change of a mesh whose findings were asked for before. */
function afterwards(before: Inventory, after: Inventory): readonly Finding[] {
  const first = resolveMesh(indexMesh(before));
  findFindings(first);
  return findFindings(resolveMesh(indexMesh(after, first.index), first));
}

test("a namespace that gets its first sidecar joins the clients of a conflict elsewhere", () => {
  const before = anInventory({
    services: [aService("shop/cart")],
    pods: [aPod("shop/cart-1")],
    peerAuthentications: [aPolicy("shop/p", { mode: "STRICT" })],
    destinationRules: [
      aRule("shop/r", {
        host: "cart",
        trafficPolicy: aTrafficPolicy("DISABLE"),
      }),
    ],
  });
  const pods = [...before.pods, aPod("web/page-1")];
  const [conflict] = afterwards(before, { ...before, pods });
  expect(conflict?.params).toMatchObject({ clients: "shop, web" });
});

test("a policy of the mesh is felt in namespaces where nothing else changed", () => {
  const before = anInventory({
    services: [aService("shop/cart")],
    pods: [
      aPod("shop/cart-1", {
        annotations: { "traffic.sidecar.istio.io/excludeInboundPorts": "8080" },
      }),
    ],
  });
  const peerAuthentications = [
    aPolicy("istio-system/default", { mode: "STRICT" }),
  ];
  const found = afterwards(before, { ...before, peerAuthentications });
  expect(found.map(({ code }) => code)).toEqual(["strict-on-excluded-port"]);
});
