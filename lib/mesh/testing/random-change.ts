/** Random meshes that become others, a few objects at a time. */
import * as fc from "fast-check";
import type {
  EndpointSlice,
  Inventory,
  LegacyPolicy,
  MeshConfig,
} from "@/lib/mesh/objects";
import { DEFAULT_MESH_CONFIG } from "@/lib/mesh/objects";
import { aMeta } from "./inventory-builders";
import { inventories } from "./random-mesh";

const namespace = fc.constantFrom("istio-system", "shop", "bank");
const name = fc.constantFrom("a", "b", "c");
const target = fc.constantFrom("cart", "till");

const slices: fc.Arbitrary<EndpointSlice[]> = fc.array(
  fc
    .record({
      namespace,
      name,
      serviceName: target,
      podName: fc.constantFrom(null, "pod-0", "pod-1", "pod-2"),
      port: fc.constantFrom(8080, 9090),
    })
    .map(({ namespace: ns, name: n, serviceName, podName, port }) => ({
      ...aMeta(`${ns}/${n}`),
      serviceName,
      ports: [{ name: "http", port }],
      endpoints: [{ addresses: ["10.0.0.9"], ready: true, podName }],
    })),
  { maxLength: 3 },
);

const legacyPolicies: fc.Arbitrary<LegacyPolicy[]> = fc.array(
  fc
    .record({
      namespace,
      name: fc.constantFrom("default", "a"),
      kind: fc.constantFrom("Policy", "MeshPolicy"),
      target: fc.option(target),
      strict: fc.boolean(),
    })
    .map(({ namespace: ns, name: n, kind, target: to, strict }) => ({
      ...aMeta(kind === "Policy" ? `${ns}/${n}` : `/${n}`),
      kind,
      targets: to === null ? [] : [{ name: to, ports: [] }],
      mtls: strict ? { mode: "STRICT", allowTls: false } : null,
      peerIsOptional: false,
    })),
  { maxLength: 3 },
);

const meshConfig: fc.Arbitrary<MeshConfig> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ ...DEFAULT_MESH_CONFIG }) },
  {
    weight: 1,
    arbitrary: fc.constant({
      ...DEFAULT_MESH_CONFIG,
      enforcesLegacyPolicies: true,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constant({
      ...DEFAULT_MESH_CONFIG,
      defaultDestinationRuleExportTo: ["."],
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constant({ ...DEFAULT_MESH_CONFIG, rootNamespace: "bank" }),
  },
  {
    weight: 1,
    arbitrary: fc.constant({ ...DEFAULT_MESH_CONFIG, enableAutoMtls: false }),
  },
);

const wholeInventories: fc.Arbitrary<Inventory> = fc
  .record({ inventory: inventories, slices, legacyPolicies, meshConfig })
  .map(({ inventory, slices: endpointSlices, ...parts }) => ({
    ...inventory,
    ...parts,
    endpointSlices,
  }));

const LISTS = [
  "services",
  "pods",
  "endpointSlices",
  "peerAuthentications",
  "destinationRules",
  "legacyPolicies",
] as const;

interface Step {
  readonly list: (typeof LISTS)[number] | "meshConfig";
  /** Which objects leave, and which of another mesh arrive, by their places. */
  readonly leaving: readonly number[];
  readonly arriving: readonly number[];
  readonly other: Inventory;
  readonly turned: boolean;
}

const steps: fc.Arbitrary<Step> = fc.record({
  list: fc.constantFrom(...LISTS, "meshConfig" as const),
  leaving: fc.subarray([0, 1, 2, 3, 4, 5, 6, 7]),
  arriving: fc.subarray([0, 1, 2]),
  other: wholeInventories,
  turned: fc.boolean(),
});

/** A mesh, and what becomes of it step by step. */
export const histories: fc.Arbitrary<readonly Inventory[]> = fc
  .record({
    first: wholeInventories,
    changes: fc.array(steps, { minLength: 1, maxLength: 4 }),
  })
  .map(({ first, changes }) => {
    const history = [first];
    for (const step of changes) history.push(taken(step, first, history));
    return history;
  });

/** Now and then a mesh goes back to what it was. */
function taken(
  step: Step,
  first: Inventory,
  history: readonly Inventory[],
): Inventory {
  const current = history.at(-1) ?? first;
  if (step.list === "meshConfig") {
    return step.turned
      ? first
      : { ...current, meshConfig: step.other.meshConfig };
  }
  switch (step.list) {
    case "services":
      return { ...current, services: edited(step, (from) => from.services) };
    case "pods":
      return { ...current, pods: edited(step, (from) => from.pods) };
    case "endpointSlices":
      return {
        ...current,
        endpointSlices: edited(step, (from) => from.endpointSlices),
      };
    case "peerAuthentications":
      return {
        ...current,
        peerAuthentications: edited(step, (from) => from.peerAuthentications),
      };
    case "destinationRules":
      return {
        ...current,
        destinationRules: edited(step, (from) => from.destinationRules),
      };
    case "legacyPolicies":
      return {
        ...current,
        legacyPolicies: edited(step, (from) => from.legacyPolicies),
      };
    default:
      return step.list satisfies never;
  }

  /** An object that arrives takes the place of one with its name; the order may turn round. */
  function edited<T extends { namespace: string; name: string }>(
    { leaving, arriving, other, turned }: Step,
    listOf: (from: Inventory) => readonly T[],
  ): T[] {
    const stay = listOf(current).filter((_, at) => !leaving.includes(at));
    const byName = new Map(
      [...stay, ...listOf(other).filter((_, at) => arriving.includes(at))].map(
        (item) => [`${item.namespace}/${item.name}`, item],
      ),
    );
    return turned ? [...byName.values()].reverse() : [...byName.values()];
  }
}
