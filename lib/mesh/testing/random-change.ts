/** Random meshes that become others, a few objects at a time. */
import * as fc from "fast-check";
import type {
  EndpointSlice,
  Inventory,
  LegacyPolicy,
  MeshConfig,
} from "@/lib/mesh/objects";
import { DEFAULT_MESH_CONFIG } from "@/lib/mesh/objects";
import {
  CHANGE_ANNOTATION,
  MANAGED_BY_LABEL,
  MANAGED_BY_LOCKSTEP,
} from "@/lib/mesh/ownership";
import { aMeta } from "./inventory-builders";
import { inventories } from "./random-mesh";
import { NEIGHBOURS, neighbours } from "./random-neighbours";

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

/** The service and the button by which Lockstep made an object, as its record says; null = it did not. */
const record = fc.option(
  fc.record({
    service: fc.constantFrom("shop/cart", "shop/till", "bank/cart"),
    action: fc.constantFrom("lock", "require-mutual-tls"),
  }),
);

function changedBy(by: { service: string; action: string } | null) {
  return by === null
    ? { labels: {}, annotations: {} }
    : {
        labels: { [MANAGED_BY_LABEL]: MANAGED_BY_LOCKSTEP },
        annotations: {
          [CHANGE_ANNOTATION]: JSON.stringify({
            ...by,
            previousSpec: null,
            writtenSpec: { targets: [{ name: by.service.split("/")[1] }] },
          }),
        },
      };
}

const legacyPolicies: fc.Arbitrary<LegacyPolicy[]> = fc.array(
  fc
    .record({
      namespace,
      name: fc.constantFrom("default", "a"),
      kind: fc.constantFrom("Policy", "MeshPolicy"),
      target: fc.option(target),
      strict: fc.boolean(),
      record,
    })
    .map(
      ({ namespace: ns, name: n, kind, target: to, strict, record: by }) => ({
        ...aMeta(kind === "Policy" ? `${ns}/${n}` : `/${n}`),
        ...changedBy(by),
        kind,
        targets: to === null ? [] : [{ name: to, ports: [] }],
        mtls: strict ? { mode: "STRICT", allowTls: false } : null,
        peerIsOptional: false,
      }),
    ),
  { maxLength: 3 },
);

const support = fc.constantFrom<boolean | "unknown">(true, false, "unknown");

/** One setting, so that a change of it alone is seen. */
const setting: fc.Arbitrary<Partial<MeshConfig>> = fc.oneof(
  fc.record({ enforcesLegacyPolicies: support }),
  fc.record({ lacksPeerAuthentication: fc.boolean() }),
  fc.record({ sidecarsSendHbone: support }),
  fc.record({
    defaultDestinationRuleExportTo: fc.constantFrom<string[]>([], ["."]),
  }),
  fc.record({ rootNamespace: fc.constantFrom("istio-system", "bank") }),
  fc.record({ enableAutoMtls: fc.boolean() }),
);

const meshConfig: fc.Arbitrary<MeshConfig> = fc.oneof(
  fc.constant({ ...DEFAULT_MESH_CONFIG }),
  fc
    .array(setting, { maxLength: 3 })
    .map((settings) => Object.assign({ ...DEFAULT_MESH_CONFIG }, ...settings)),
  fc.constant({
    ...DEFAULT_MESH_CONFIG,
    enableAutoMtls: false,
    enforcesLegacyPolicies: true,
    lacksPeerAuthentication: true,
  }),
);

const wholeInventories: fc.Arbitrary<Inventory> = fc
  .record({
    inventory: inventories,
    slices,
    legacyPolicies,
    meshConfig,
    neighbours,
    records: fc.array(record, { minLength: 4, maxLength: 4 }),
  })
  .map(
    ({
      inventory,
      slices: endpointSlices,
      records,
      neighbours: around,
      ...parts
    }) => {
      const marked = <T extends object>(list: readonly T[]) =>
        list.map((object, at) => ({
          ...object,
          ...changedBy(records[at] ?? null),
        }));
      return {
        ...inventory,
        ...around,
        ...parts,
        endpointSlices,
        peerAuthentications: parts.meshConfig.lacksPeerAuthentication
          ? []
          : marked(inventory.peerAuthentications),
        destinationRules: marked(inventory.destinationRules),
      };
    },
  );

const LISTS = [
  "services",
  "pods",
  "endpointSlices",
  "peerAuthentications",
  "destinationRules",
  "legacyPolicies",
] as const;

interface Step {
  readonly list:
    | (typeof LISTS)[number]
    | (typeof NEIGHBOURS)[number]
    | "meshConfig";
  /** Which objects leave, and which of another mesh arrive, by their places. */
  readonly leaving: readonly number[];
  readonly arriving: readonly number[];
  readonly other: Inventory;
  readonly setting: Partial<MeshConfig>;
  readonly turned: boolean;
}

const steps: fc.Arbitrary<Step> = fc.record({
  list: fc.constantFrom(...LISTS, ...NEIGHBOURS, "meshConfig" as const),
  leaving: fc.subarray([0, 1, 2, 3, 4, 5, 6, 7]),
  arriving: fc.subarray([0, 1, 2]),
  other: wholeInventories,
  setting,
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

/** A mesh of which only the configuration changes, one setting at a time. */
export const configHistories: fc.Arbitrary<readonly Inventory[]> = fc
  .record({
    first: wholeInventories,
    settings: fc.array(setting, { minLength: 2, maxLength: 8 }),
  })
  .map(({ first, settings }) => {
    const history = [first];
    for (const change of settings) {
      const { meshConfig: current } = history.at(-1) ?? first;
      history.push({ ...first, meshConfig: { ...current, ...change } });
    }
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
      : {
          ...current,
          meshConfig: { ...current.meshConfig, ...step.setting },
        };
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
    case "ingresses":
    case "ingressClasses":
    case "metricsMonitors":
    case "workloadEntries":
    case "sidecars": {
      const { [step.list]: _before, ...others } = current;
      const now = step.other[step.list];
      return now === undefined ? others : { ...others, [step.list]: now };
    }
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
