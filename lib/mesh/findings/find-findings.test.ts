/** What the whole list promises for every mesh, tried on many random ones. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { Inventory, LegacyPolicy, Namespace } from "@/lib/mesh/objects";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import {
  aLegacyPolicy,
  anInventory,
  aPod,
  aPolicy,
  aService,
} from "@/lib/mesh/testing/inventory-builders";
import { inventories, mode, selector } from "@/lib/mesh/testing/random-mesh";
import { findFindings, findingParts } from "./find-findings";
import { FINDING_CODES, FINDING_SEVERITIES, type Finding } from "./finding";

function found(inventory: Inventory): readonly Finding[] {
  return findFindings(resolveMesh(indexMesh(inventory)));
}

function namespace(name: string, labels = {}): Namespace {
  return { name, labels, annotations: {} };
}

const legacyPolicies: LegacyPolicy[] = ["shop/a", "shop/b", "bank/a"].map(
  (path) =>
    aLegacyPolicy(path, {
      targets: [{ name: "cart", ports: path === "shop/b" ? [8000] : [] }],
      mtls: { mode: "STRICT", allowTls: true },
    }),
);

/** With everything the topics look at. */
const meshes = fc
  .record({
    inventory: inventories,
    obeyed: fc.boolean(),
    asked: fc.constantFrom(
      { "istio-injection": "enabled" },
      { "istio.io/dataplane-mode": "ambient" },
    ),
  })
  .map(({ inventory, obeyed, asked }) => ({
    ...inventory,
    namespaces: [
      namespace("istio-system"),
      namespace("shop", asked),
      namespace("bank"),
    ],
    legacyPolicies,
    meshConfig: { ...inventory.meshConfig, enforcesLegacyPolicies: obeyed },
  }));

test("no list's order means anything", () => {
  fc.assert(
    fc.property(meshes, (inventory) => {
      const backwards: Inventory = {
        ...inventory,
        namespaces: [...inventory.namespaces].reverse(),
        services: [...inventory.services].reverse(),
        pods: [...inventory.pods].reverse(),
        peerAuthentications: [...inventory.peerAuthentications].reverse(),
        destinationRules: [...inventory.destinationRules].reverse(),
        legacyPolicies: [...inventory.legacyPolicies].reverse(),
      };
      expect(found(backwards)).toEqual(found(inventory));
    }),
    { numRuns: 300 },
  );
});

test("the worst stands first, each names its objects, and nothing is told twice", () => {
  fc.assert(
    fc.property(meshes, (inventory) => {
      const findings = found(inventory);
      const ranks = findings.map(
        ({ severity, code }) =>
          FINDING_SEVERITIES.indexOf(severity) * 100 +
          FINDING_CODES.indexOf(code),
      );
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      expect(findings.every(({ objects }) => objects.length > 0)).toBe(true);
      const texts = findings.map(({ code, objects, params }) =>
        JSON.stringify([code, objects, params]),
      );
      expect(new Set(texts).size).toBe(texts.length);
    }),
  );
});

test("a policy of another namespace is spoken of alone, unless that is the root namespace", () => {
  fc.assert(
    fc.property(meshes, mode, selector, (inventory, own, selecting) => {
      const stranger = aPolicy("elsewhere/stranger", {
        mode: own,
        selector: selecting,
        portLevelMtls: { "8080": own },
        createdAt: null,
      });
      const more = {
        ...inventory,
        peerAuthentications: [...inventory.peerAuthentications, stranger],
      };
      const others = found(more).filter(
        ({ objects }) => objects[0]?.namespace !== "elsewhere",
      );
      expect(others).toEqual(found(inventory));
    }),
  );
});

test("a finished twin of every pod changes nothing", () => {
  fc.assert(
    fc.property(meshes, (inventory) => {
      const finished = inventory.pods.map((pod) => ({
        ...pod,
        name: `${pod.name}-done`,
        phase: "Succeeded",
      }));
      const more = { ...inventory, pods: [...inventory.pods, ...finished] };
      expect(found(more)).toEqual(found(inventory));
    }),
  );
});

test("an empty mesh has nothing to be told", () => {
  expect(found(anInventory())).toEqual([]);
});

test("a healthy mesh that is injected and STRICT has nothing to be told", () => {
  const injected = { annotations: { "sidecar.istio.io/status": "{}" } };
  const outside = {
    labels: { app: "x" },
    longRunningContainers: ["x"],
  };
  expect(
    found(
      anInventory({
        namespaces: [
          namespace("shop", { "istio-injection": "enabled" }),
          namespace("bank", { "istio-injection": "enabled" }),
          namespace("istio-system"),
          namespace("istio-ingress", { "istio-injection": "enabled" }),
          namespace("kube-system"),
          namespace("erp"),
        ],
        services: [
          aService("shop/cart"),
          aService("bank/till", { headless: true }),
          aService("istio-ingress/edge"),
          aService("istio-system/istiod"),
          aService("erp/ledger"),
        ],
        pods: [
          aPod("shop/cart-1", injected),
          aPod("shop/cart-2", { ...injected, phase: "Pending" }),
          aPod("shop/cart-3", { ...injected, phase: "Succeeded" }),
          aPod("bank/till-1", injected),
          aPod("bank/agent-1", { ...outside, hostNetwork: true }),
          aPod("bank/new-1", { ...outside, phase: "Pending" }),
          aPod("istio-ingress/edge-1", {
            longRunningContainers: ["istio-proxy"],
          }),
          aPod("istio-system/istiod-1", outside),
          aPod("kube-system/dns-1", outside),
          aPod("erp/ledger-1", outside),
        ],
        peerAuthentications: [
          aPolicy("istio-system/default", { mode: "STRICT" }),
          aPolicy("bank/till", {
            mode: "STRICT",
            selector: { app: "till" },
            portLevelMtls: { "8080": "PERMISSIVE" },
          }),
        ],
      }),
    ),
  ).toEqual([]);
});

test("a search in parts finds what was there when it began, whatever is read meanwhile", () => {
  fc.assert(
    fc.property(meshes, fc.nat(40), (inventory, after) => {
      const resolution = resolveMesh(indexMesh(inventory));
      let isRead = true;
      const live = () => isRead;
      const parts = findingParts(resolution, {
        meshConfig: true,
        policies: live,
        destinationRules: live,
        services: live,
        pods: live,
      });
      let step = parts.next();
      for (let at = 0; !step.done; at += 1) {
        if (at === after) isRead = false;
        step = parts.next();
      }
      expect(step.value).toEqual(found(inventory));
    }),
  );
});
