/** What the API server would hold after a change of ours: the specs, and the record that undo reads. */
import { legacyPolicyRef, peerAuthenticationRef } from "@/lib/mesh/object-ref";
import type {
  Inventory,
  LegacyPolicy,
  ObjectMeta,
  PeerAuthentication,
} from "@/lib/mesh/objects";
import {
  CHANGE_ANNOTATION,
  MANAGED_BY_LABEL,
  MANAGED_BY_LOCKSTEP,
} from "@/lib/mesh/ownership";

type Spec = Record<string, unknown>;

/** @param service `namespace/name` whose lock led from one inventory to the other */
export function withLockRecords(
  before: Inventory,
  after: Inventory,
  service: string,
): Inventory {
  return {
    ...after,
    peerAuthentications: recorded(
      before.peerAuthentications,
      after.peerAuthentications,
      service,
      peerAuthenticationSpec,
    ),
    legacyPolicies: recorded(
      before.legacyPolicies,
      after.legacyPolicies,
      service,
      legacySpec,
    ),
  };
}

/** Every policy with what it says, without the marks of a change. */
export function policySpecs(inventory: Inventory) {
  return [
    ...inventory.peerAuthentications.map((policy) => ({
      ...peerAuthenticationRef(policy),
      spec: peerAuthenticationSpec(policy),
    })),
    ...inventory.legacyPolicies.map((policy) => ({
      ...legacyPolicyRef(policy),
      spec: legacySpec(policy),
    })),
  ];
}

function recorded<T extends ObjectMeta>(
  before: readonly T[],
  after: readonly T[],
  service: string,
  specOf: (object: T) => Spec,
): T[] {
  return after.map((object) => {
    if (before.includes(object)) return object;
    const was = before.find(
      ({ namespace, name }) =>
        namespace === object.namespace && name === object.name,
    );
    const record = {
      service,
      action: "lock",
      previousSpec: was ? specOf(was) : null,
      writtenSpec: specOf(object),
    };
    return {
      ...object,
      labels: was
        ? object.labels
        : { ...object.labels, [MANAGED_BY_LABEL]: MANAGED_BY_LOCKSTEP },
      annotations: { [CHANGE_ANNOTATION]: JSON.stringify(record) },
    };
  });
}

function peerAuthenticationSpec(policy: PeerAuthentication): Spec {
  return {
    ...(policy.selector === null
      ? {}
      : { selector: { matchLabels: policy.selector } }),
    mtls: { mode: policy.mode },
    portLevelMtls: Object.fromEntries(
      Object.entries(policy.portLevelMtls).map(([port, mode]) => [
        port,
        { mode },
      ]),
    ),
  };
}

function legacySpec({ targets, mtls, peerIsOptional }: LegacyPolicy): Spec {
  return {
    targets: targets.map(({ name, ports }) => ({
      name,
      ...(ports.length === 0
        ? {}
        : {
            ports: ports.map((port) =>
              typeof port === "number" ? { number: port } : { name: port },
            ),
          }),
    })),
    ...(mtls === null ? {} : { peers: [{ mtls }] }),
    peerIsOptional,
  };
}
