import type { z } from "zod";
import type {
  AuthorizationPolicy,
  DestinationRule,
  PeerAuthentication,
} from "@/lib/mesh/objects";
import { objectMeta } from "./object-meta";
import { projector } from "./projection";
import { isRecord } from "./record";
import {
  authorizationPolicySchema,
  destinationRuleSchema,
  peerAuthenticationSchema,
} from "./schema";
import { writtenMeta } from "./written-meta";

/** Semantics A1: a missing mtls, mode or spec is UNSET; a mode that is no word of the API makes the object unreadable. */
export const projectPeerAuthentication = projector(
  peerAuthenticationSchema,
  ({ metadata, spec }): PeerAuthentication => ({
    ...writtenMeta(metadata),
    selector: spec?.selector ?? null,
    mode: spec?.mtls ?? "UNSET",
    portLevelMtls: spec?.portLevelMtls ?? {},
  }),
);

/** Semantics B1 to B4. */
export const projectDestinationRule = projector(
  destinationRuleSchema,
  ({ metadata, spec }): DestinationRule => ({
    ...writtenMeta(metadata),
    host: spec.host,
    exportTo: spec.exportTo,
    workloadSelector: spec.workloadSelector,
    trafficPolicy: spec.trafficPolicy,
    subsets: spec.subsets,
  }),
);

export const projectAuthorizationPolicy = projector(
  authorizationPolicySchema,
  ({ metadata, spec }): AuthorizationPolicy => ({
    ...objectMeta(metadata),
    selector: spec?.selector ?? null,
    action: spec?.action ?? "ALLOW",
    needsIdentity: (spec?.rules ?? []).some(needsIdentity),
  }),
);

/** Fields that compare the peer certificate's identity, which a plaintext caller does not have. */
const IDENTITY_FIELDS = [
  "principals",
  "notPrincipals",
  "namespaces",
  "notNamespaces",
  "serviceAccounts",
  "notServiceAccounts",
];
const IDENTITY_CONDITIONS = new Set([
  "source.principal",
  "source.namespace",
  "source.serviceAccount",
]);

type Rule = NonNullable<
  z.output<typeof authorizationPolicySchema>["spec"]
>["rules"][number];

function needsIdentity(rule: Rule): boolean {
  const fromIdentity = rule.from.some(({ source }) =>
    IDENTITY_FIELDS.some((field) => isGiven(source?.[field])),
  );
  return (
    fromIdentity || rule.when.some(({ key }) => IDENTITY_CONDITIONS.has(key))
  );
}

function isGiven(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.length > 0;
  }
  return isRecord(value) || typeof value === "string";
}
