import type {
  DestinationRule,
  LegacyPolicy,
  ObjectRef,
  PeerAuthentication,
  Pod,
  Service,
} from "./objects";

export function peerAuthenticationRef(policy: PeerAuthentication): ObjectRef {
  return refOf("PeerAuthentication", policy);
}

export function destinationRuleRef(rule: DestinationRule): ObjectRef {
  return refOf("DestinationRule", rule);
}

export function legacyPolicyRef(policy: LegacyPolicy): ObjectRef {
  return refOf(policy.kind, policy);
}

export function serviceRef(service: Service): ObjectRef {
  return refOf("Service", service);
}

export function podRef(pod: Pod): ObjectRef {
  return refOf("Pod", pod);
}

/** One text per object, for maps and sets: `Kind/namespace/name`. */
export function refKey(ref: ObjectRef): string {
  return `${ref.kind}/${ref.namespace}/${ref.name}`;
}

function refOf(
  kind: string,
  meta: { readonly namespace: string; readonly name: string },
): ObjectRef {
  return { kind, namespace: meta.namespace, name: meta.name };
}

/** Same namespace and name; the kind is the caller's to know. */
export function isSame(
  meta: { readonly namespace: string; readonly name: string },
  ref: ObjectRef,
): boolean {
  return meta.namespace === ref.namespace && meta.name === ref.name;
}
