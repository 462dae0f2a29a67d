import * as fc from "fast-check";
import { expect, test } from "vitest";
import { clientTlsByNamespace } from "@/lib/mesh/client/client-namespaces";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { resolveService } from "@/lib/mesh/server/service-mode";
import { histories } from "@/lib/mesh/testing/random-change";
import {
  clientTlsOf,
  type MeshResolution,
  resolveMesh,
} from "./mesh-resolution";

/** What a resolution says, without the look-ups it was made from. */
function answers({ services, sidecarNamespaces }: MeshResolution): unknown {
  return {
    services: [...services],
    sidecarNamespaces: [...sidecarNamespaces],
  };
}

test("a mesh followed through its changes says what the same mesh says when read for the first time", () => {
  fc.assert(
    fc.property(histories, (history) => {
      let known: MeshResolution | null = null;
      for (const inventory of history) {
        const index = indexMesh(inventory, known?.index ?? null);
        known = resolveMesh(index, known);
        const afresh = resolveMesh(indexMesh(inventory));
        expect(answers(known)).toEqual(answers(afresh));
        for (const pod of inventory.pods) {
          expect(index.servicesOf(pod)).toEqual(afresh.index.servicesOf(pod));
        }
      }
    }),
    { numRuns: 600 },
  );
}, 60_000);

test("what was known before is never changed", () => {
  fc.assert(
    fc.property(histories, (history) => {
      const [first, ...later] = history;
      if (first === undefined) return;
      const before = resolveMesh(indexMesh(first));
      const said = structuredClone(answers(before));
      for (const inventory of later) {
        resolveMesh(indexMesh(inventory, before.index), before);
      }
      expect(answers(before)).toEqual(said);
    }),
  );
}, 60_000);

test("a namespace is told the same whether it is asked for or the ordinary one speaks for it", () => {
  fc.assert(
    fc.property(histories, (history) => {
      const inventory = history.at(-1);
      if (inventory === undefined) return;
      const index = indexMesh(inventory);
      const resolution = resolveMesh(index);
      for (const entry of resolution.services.values()) {
        const verdict = resolveService(index, entry.service);
        for (const namespace of resolution.sidecarNamespaces) {
          expect(clientTlsOf(resolution, entry, namespace)).toEqual(
            clientTlsByNamespace(index, entry.service, verdict, [namespace])[0],
          );
        }
      }
    }),
    { numRuns: 200 },
  );
}, 60_000);
