import type { Finding } from "./finding";
import type { KnownSources } from "./known-sources";

/**
 * Whether a finding is one only because something is not there that could not be read: then nobody knows.
 * What clients find is asked where it is looked up (`clients-by-rule`), and what policies make of pods
 * beside `namespace-findings`.
 */
export function restsOnUnread(
  { code, objects: [object], params }: Finding,
  known: KnownSources,
): boolean {
  const namespace = object?.namespace ?? "";
  switch (code) {
    case "policy-selects-nothing":
    case "policy-on-gateway":
    case "rule-selects-nothing":
      return !known.pods(namespace);
    case "port-not-served":
      return !known.pods(namespace) || !known.services(namespace);
    case "legacy-target-not-found":
      return !known.services(namespace);
    case "rule-host-not-found":
      return !known.services(params.host.split(".")[1] ?? "");
    case "policy-selector-in-root":
    case "ambient-empty-root-selector":
    case "proxy-without-label":
      return !known.meshConfig;
    case "sidecar-clients-to-strict-ambient":
      return !known.policies(namespace);
    default:
      return false;
  }
}

/** Pods are told what a policy of the mesh makes of them, unless one of their own may say otherwise. */
export function restsOnPolicies({ code }: Finding): boolean {
  switch (code) {
    case "strict-without-proxy":
    case "strict-on-excluded-port":
    case "permissive-proxyless-grpc":
    case "ambient-ports-open":
    case "ambient-port-stays-closed":
    case "ambient-disable-is-permissive":
    case "ambient-clients-to-strict-sidecar":
      return true;
    default:
      return false;
  }
}
