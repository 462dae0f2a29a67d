/** Random small meshes of every age: those of `random-mesh`, and what only some meshes have. */
import * as fc from "fast-check";
import type {
  DestinationRule,
  Inventory,
  LegacyPolicy,
} from "@/lib/mesh/objects";
import { aMeta } from "./inventory-builders";
import { inventories, tls } from "./random-mesh";

const legacyPolicies: fc.Arbitrary<LegacyPolicy[]> = fc.uniqueArray(
  fc
    .record({
      kind: fc.constantFrom<LegacyPolicy["kind"]>("Policy", "MeshPolicy"),
      namespace: fc.constantFrom("istio-system", "shop", "bank"),
      name: fc.constantFrom("default", "a", "b"),
      targets: fc.array(
        fc.record({
          name: fc.constantFrom("cart", "till"),
          ports: fc.subarray<number | string>([8000, "http", 9000]),
        }),
        { maxLength: 2 },
      ),
      mtls: fc.option(
        fc.record({
          mode: fc.constantFrom<"STRICT" | "PERMISSIVE">(
            "STRICT",
            "PERMISSIVE",
          ),
          allowTls: fc.boolean(),
        }),
      ),
      peerIsOptional: fc.boolean(),
    })
    .map(({ namespace, name, ...parts }) => ({
      ...aMeta(
        parts.kind === "MeshPolicy" ? `/${name}` : `${namespace}/${name}`,
      ),
      ...parts,
      targets: parts.kind === "MeshPolicy" ? [] : parts.targets,
    })),
  { selector: refOfLegacy, maxLength: 6 },
);

function refOfLegacy(policy: LegacyPolicy): string {
  return `${policy.kind}/${policy.namespace}/${policy.name}`;
}

/** By the order of the rules; a few names, so that merged rules share some. */
const subsets: fc.Arbitrary<DestinationRule["subsets"][]> = fc.array(
  fc.uniqueArray(
    fc.record({
      name: fc.constantFrom("v1", "v2"),
      labels: fc.record({ version: fc.constantFrom("v1", "v2") }),
      trafficPolicy: fc.option(
        fc.record({
          tls,
          passthrough: fc.boolean(),
          portLevelSettings: fc.array(
            fc.record({ port: fc.constantFrom(8000, 9000), tls }),
            { maxLength: 1 },
          ),
        }),
      ),
    }),
    { selector: ({ name }) => name, maxLength: 2 },
  ),
  { maxLength: 8 },
);

/** Old and new control planes, auto mTLS on and off, rules with subsets. */
export const anyMeshes: fc.Arbitrary<Inventory> = fc
  .record({
    inventory: inventories,
    legacy: fc.boolean(),
    enableAutoMtls: fc.boolean(),
    sidecarsSendHbone: fc.boolean(),
    subsets,
    legacyPolicies,
    withoutPolicies: fc.boolean(),
  })
  .map(({ inventory, legacy, withoutPolicies, ...parts }) => ({
    ...inventory,
    destinationRules: inventory.destinationRules.map((rule, order) => ({
      ...rule,
      subsets: parts.subsets[order] ?? [],
    })),
    peerAuthentications:
      legacy && withoutPolicies ? [] : inventory.peerAuthentications,
    legacyPolicies: parts.legacyPolicies,
    meshConfig: {
      ...inventory.meshConfig,
      enableAutoMtls: parts.enableAutoMtls,
      sidecarsSendHbone: parts.sidecarsSendHbone,
      enforcesLegacyPolicies: legacy,
    },
  }));
