import type { FindingWordings } from "@/lib/words/finding-facts";
import { pods, podsHave } from "./finding-pods";

/** Findings about PeerAuthentications, at sidecars and at ztunnel. */
export const policyFindings = {
  "policy-shadowed": {
    title: "Shadowed policy",
    sentence: ({ it, others }) =>
      `${it} has no effect: ${others || "an older policy"} speaks for the same workloads, and only the oldest counts.`,
    remedy: ({ others }) =>
      `Move what it says into ${others || "the older policy"} and delete it; policies of one scope are never merged.`,
  },
  "policy-shadowed-for-some": {
    title: "Policy shadowed in part",
    sentence: ({ it, others, params, count }) =>
      `${it} has no effect on ${pods(params.pods, count)} of those it selects: ${others || "an older policy"} speaks for them, and only the oldest counts.`,
    remedy: ({ others }) =>
      `Give each pod one policy: narrow a selector, or merge it into ${others || "the older one"}.`,
  },
  "policy-selector-in-root": {
    title: "Selector in the root namespace",
    sentence: ({ it, params, services }) =>
      params.open
        ? `${it} is ignored, as every policy with a selector is in the root namespace, so ${services || "the pods it means"} still let plaintext in.`
        : `${it} has no effect: in the root namespace a policy with a selector is ignored.`,
    remedy: () => "Move it to the namespace of the workloads it is meant for.",
  },
  "policy-selects-nothing": {
    title: "Policy selects no pod",
    sentence: ({ it }) =>
      `${it} has no effect: no pod or WorkloadEntry of its namespace carries all the labels of its selector.`,
    remedy: () =>
      "Correct the labels, which are those of pods and not of Deployments or Services, or delete it.",
  },
  "policy-says-nothing": {
    title: "Policy without a mode",
    sentence: ({ it, params, services }) =>
      params.opens
        ? `${it} sets neither a mode nor ports, and while it stands istiod makes no rules for ztunnel: it opens every port of ${services} now.`
        : params.next === ""
          ? `${it} sets neither a mode nor ports, so it changes nothing.`
          : `${it} sets neither a mode nor ports, but while it stands the younger PeerAuthentication ${params.next} does not count.`,
    remedy: ({ params }) =>
      params.opens
        ? "Delete it: ztunnel's rules are then made, and plaintext is refused where the mesh asks for STRICT."
        : params.next === ""
          ? "Delete it; no other policy waits behind it."
          : `Give it a mode, or delete it: PeerAuthentication ${params.next} would then count.`,
  },
  "ports-without-selector": {
    title: "Ports without a selector",
    sentence: ({ it, params }) =>
      `The ports of ${it} (${params.ports}) are ignored: a policy may set ports only beside a selector.`,
    remedy: () =>
      "Move the ports to a policy that selects the workloads, or remove them.",
  },
  "port-not-served": {
    title: "Port nobody listens on",
    sentence: ({ it, params }) =>
      `${it} sets a mode for port ${params.port}, on which none of the pods it selects is known to listen.`,
    remedy: () =>
      "Write the port on which the process listens, or remove the entry.",
  },
  "port-is-service-port": {
    title: "Service port in a policy",
    sentence: ({ it, params }) =>
      `${it} sets a mode for port ${params.port}, which is the service's; the process listens on ${params.targetPort}, and that port is untouched.`,
    remedy: ({ params }) =>
      `Write ${params.targetPort} in place of ${params.port}: policies name the port of the process.`,
  },
  "policy-invalid": {
    title: "Invalid policy",
    sentence: ({ it, params }) =>
      `Istio's own validation would refuse ${it}: ${problems(params.problems)}.`,
    remedy: () =>
      "Correct it or delete it; as it stands, nobody can even edit it while validation is on.",
  },
  "policy-on-gateway": {
    title: "Policy on a gateway",
    sentence: ({ it }) =>
      `${it} selects only gateways, and a PeerAuthentication does not govern the listeners that a gateway opens.`,
    remedy: () =>
      "Set TLS in the Gateway's servers instead, and delete the policy.",
  },
  "strict-without-proxy": {
    title: "STRICT without a proxy",
    sentence: ({ it, params, count }) =>
      `${it} asks for STRICT, but ${podsHave(params.pods, count)} no proxy to enforce it, so plaintext gets in.`,
    remedy: () =>
      "Label the namespace for injection and restart these pods, or take them out of the policy.",
  },
  "strict-on-excluded-port": {
    title: "STRICT on an excluded port",
    sentence: ({ it, params, count }) =>
      `${it} asks for STRICT on port ${params.port}, but at ${pods(params.pods, count)} this port bypasses the proxy and stays open.`,
    remedy: ({ params }) =>
      `Let the proxy take port ${params.port} (annotations excludeInboundPorts and includeInboundPorts), or protect it by other means.`,
  },
  "strict-under-disable": {
    title: "STRICT below DISABLE",
    sentence: ({ all }) =>
      `A workload asks for STRICT while its namespace or mesh says DISABLE (${all}), so clients with automatic mutual TLS send plaintext and are refused.`,
    remedy: () => "Set the policy of the namespace or mesh to PERMISSIVE.",
  },
  "permissive-proxyless-grpc": {
    title: "PERMISSIVE at gRPC without Envoy",
    sentence: ({ params, count }) =>
      `gRPC servers without Envoy know no PERMISSIVE: at ${pods(params.pods, count)} it acts as ${params.actsAs}.`,
    remedy: () => "Say STRICT or DISABLE for these workloads, as you mean it.",
  },
  "ambient-ports-open": {
    title: "All ports open in ambient",
    sentence: ({ it, others, params, count }) =>
      `${it} sets single ports, and takes STRICT from, or leaves it to, another policy${others === "" ? "" : ` (${others})`}; istiod makes no rules for ztunnel of that, so every port of ${pods(params.pods, count)} in ambient accepts plaintext.`,
    remedy: () =>
      "Write mode STRICT into the policy itself, and name the ports that are to stay open.",
  },
  "ambient-port-stays-closed": {
    title: "DISABLE port stays closed in ambient",
    sentence: ({ it, params }) =>
      `${it} says DISABLE for port ${params.port}, but under an inherited STRICT ztunnel opens only PERMISSIVE ports and goes on refusing plaintext there.`,
    remedy: ({ params }) => `Write PERMISSIVE for port ${params.port}.`,
  },
  "ambient-empty-root-selector": {
    title: "Empty selector hides the mesh policy",
    sentence: ({ it }) =>
      `${it} has an empty selector, so it is the mesh's policy for sidecars but not for ambient workloads.`,
    remedy: () =>
      "Remove the selector field, once you know what its mode does to ambient workloads.",
  },
  "ambient-disable-is-permissive": {
    title: "DISABLE is PERMISSIVE in ambient",
    sentence: ({ it, params, count }) =>
      `${it} says DISABLE, which ztunnel does not know: ${pods(params.pods, count)} in ambient ${params.pods === 1 ? "accepts" : "accept"} mutual TLS and plaintext.`,
    remedy: () => "Write PERMISSIVE, which says what happens.",
  },
  "ambient-clients-to-strict-sidecar": {
    title: "Ambient clients refused by sidecars",
    sentence: ({ params, count }) =>
      `Ztunnel reaches the sidecars of ${pods(params.pods, count)} in plaintext, because they do not take HBONE, and STRICT refuses that.`,
    remedy: () =>
      "Restart these pods with an injector that enables HBONE, as the ambient profile does.",
  },
  "sidecar-clients-to-strict-ambient": {
    title: "Sidecar clients refused by ambient",
    sentence: ({ it, params, count }) =>
      params.unless === ""
        ? `${it}: sidecars do not send HBONE, from which alone ztunnel reads an identity, so STRICT refuses all their calls to ${pods(params.pods, count)}.`
        : `${it}: STRICT at ${pods(params.pods, count)} in ambient refuses all calls of sidecars unless these send HBONE, and Istio does not say whether they do.`,
    remedy: () =>
      "Set PILOT_ENABLE_SENDING_HBONE to true in istiod, or let plaintext in until these clients are in ambient.",
  },
} satisfies Partial<FindingWordings>;

/** What validation says, by its code; a code without words stands as it is. */
const PROBLEMS: Readonly<Record<string, string>> = {
  "ports-without-selector": "it sets ports without a selector",
  "empty-port-list": "its list of ports is empty",
  "port-out-of-range": "a port is not between 1 and 65535",
  "empty-label-key": "a label of its selector has no key",
  "wildcard-in-selector": "its selector holds a wildcard",
  "selector-without-labels": "its selector has no labels",
};

function problems(codes: string): string {
  return codes
    .split(", ")
    .map((code) => PROBLEMS[code] ?? code)
    .join("; ");
}
