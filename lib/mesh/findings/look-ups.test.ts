import { expect, test } from "vitest";
import { HostMap } from "@/lib/mesh/index/host";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { ObjectRef } from "@/lib/mesh/objects";
import {
  anInventory,
  aPod,
  aPolicy,
  aRule,
  aService,
  aTrafficPolicy,
} from "@/lib/mesh/testing/inventory-builders";
import { mergedRules } from "./merged-rules";
import { policyPortFindings } from "./policy-port-findings";

const MANY = 200;

test("many ports of one policy cost one look at its pods, not one each", () => {
  let looks = 0;
  const service = aService("shop/cart", {
    ports: [
      {
        name: "http",
        get port() {
          looks += 1;
          return 80;
        },
        targetPort: 8080,
        protocol: "TCP",
        appProtocol: "http",
      },
    ],
  });
  const index = indexMesh(
    anInventory({
      services: [service],
      pods: Array.from({ length: 20 }, (_, at) => aPod(`shop/cart-${at}`)),
      peerAuthentications: [
        aPolicy("shop/p", {
          selector: { app: "cart" },
          portLevelMtls: Object.fromEntries(
            Array.from({ length: MANY }, (_, at) => [10_000 + at, "STRICT"]),
          ),
        }),
      ],
    }),
  );
  expect(policyPortFindings(index)).toHaveLength(MANY);
  expect(looks).toBeLessThan(100);
});

test("many rules for one host cost a look at each, not one at each for each", () => {
  let looks = 0;
  const rules = Array.from({ length: MANY }, (_, at) =>
    aRule(`shop/rule-${at}`, {
      host: "cart",
      trafficPolicy: aTrafficPolicy(at === 0 ? "SIMPLE" : "DISABLE"),
    }),
  );
  const index = indexMesh(anInventory({ destinationRules: rules }));
  const host = "cart.shop.svc.cluster.local";
  const counted = (ref: ObjectRef): ObjectRef => ({
    ...ref,
    get name() {
      looks += 1;
      return ref.name;
    },
  });
  const counting = (places: typeof index.destinationRules.exported) =>
    new Map(
      [...places].map(([namespace, place]) => [
        namespace,
        new HostMap([
          [
            host,
            (place.get(host) ?? []).map((entry) => ({
              ...entry,
              from: entry.from.map(counted),
            })),
          ],
        ]),
      ]),
    );
  const { local, exported } = index.destinationRules;
  const findings = mergedRules(
    {
      ...index,
      destinationRules: {
        ...index.destinationRules,
        local: counting(local),
        exported: counting(exported),
      },
    },
    rules,
  );
  expect(findings).toHaveLength(MANY - 1);
  expect(looks).toBeLessThan(5 * MANY);
});
