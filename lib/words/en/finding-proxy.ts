import type { FindingWordings } from "@/lib/words/finding-facts";
import { pods, podsHave } from "./finding-pods";

/** Findings about what stands before a pod, and about what Istio ≤ 1.5 left behind. */
export const proxyFindings = {
  "proxy-missing": {
    title: "Sidecar missing",
    sentence: ({ it, params, count }) =>
      `${it}: ${pods(params.pods, count)} should have a sidecar but started without one.`,
    remedy: () =>
      "Restart these pods: a sidecar is injected only when a pod is created.",
  },
  "proxy-not-asked-for": {
    title: "Sidecar lost at the next start",
    sentence: ({ it, params, count }) =>
      `${it}: ${podsHave(params.pods, count)} a sidecar, but nothing asks for one any longer, so the next start will not bring it back.`,
    remedy: () =>
      "Ask for injection again by a label on the namespace or the pods, before anything restarts.",
  },
  "label-without-proxy": {
    title: "Labelled for mutual TLS, no proxy",
    sentence: ({ it, params, count }) =>
      `${it}: ${pods(params.pods, count)} ${params.pods === 1 ? "carries" : "carry"} ${params.labels} and ${params.pods === 1 ? "has" : "have"} no proxy, so the mutual TLS that this asks for fails.`,
    remedy: () =>
      "Remove the label from the pod template, or give the pods a proxy.",
  },
  "proxy-without-label": {
    title: "Proxy without the mutual TLS label",
    sentence: ({ it, params, count }) =>
      `${it}: ${podsHave(params.pods, count)} a proxy but not the label security.istio.io/tlsMode=istio, so automatic mutual TLS sends plaintext there${params.unless === "" ? "" : " unless the clients' proxies send HBONE"}.`,
    remedy: () =>
      "Restart the pods so that injection writes the label, or set it in the pod template.",
  },
  "ambient-not-redirected": {
    title: "Not yet in ambient",
    sentence: ({ it, params, count }) =>
      `${it}: ${pods(params.pods, count)} meant for ambient ${params.pods === 1 ? "is" : "are"} not redirected to ztunnel, so no policy is enforced there.`,
    remedy: () =>
      "Look at istio-cni on the nodes of these pods, and restart the pods once it is healthy.",
  },
  "ambient-not-asked-for": {
    title: "Still in ambient",
    sentence: ({ it, params, count }) =>
      `${it}: ${pods(params.pods, count)} ${params.pods === 1 ? "is" : "are"} still redirected to ztunnel, though nothing asks for ambient any longer.`,
    remedy: () =>
      "Set the label istio.io/dataplane-mode=ambient again, or restart the pods to take them out.",
  },
  "legacy-policy-ignored": {
    title: "Legacy policy ignored",
    sentence: ({ it }) =>
      `${it} has no effect: this control plane reads neither Policy nor MeshPolicy.`,
    remedy: () =>
      "Write a PeerAuthentication that says what it meant, and delete it.",
  },
  "legacy-lenient-not-enforced": {
    title: "Leniency that is not enforced",
    sentence: ({ it }) =>
      `${it} means to let plaintext in (allowTls or peerIsOptional), but proxies look at the mode alone and enforce STRICT.`,
    remedy: () =>
      "Set mode PERMISSIVE if plaintext must get in, or remove these fields.",
  },
  "legacy-mesh-policy-name": {
    title: "MeshPolicy with another name",
    sentence: ({ it }) =>
      `${it} has no effect: only the MeshPolicy named default counts.`,
    remedy: () =>
      "Move what it says into the MeshPolicy default, and delete it.",
  },
  "legacy-policy-shadowed": {
    title: "Shadowed legacy policy",
    sentence: ({ it, others, params }) =>
      `${it} has no effect on ${params.service}: ${others || "another policy"} is older or names the port, and decides instead.`,
    remedy: ({ others }) =>
      `Move what it says into ${others || "the policy that decides"}, and remove the target.`,
  },
  "legacy-policy-overridden": {
    title: "Legacy policy overridden",
    sentence: ({ it, others }) =>
      `${it} is not used: ${others || "a PeerAuthentication"} applies to the same workloads, and then legacy policies do not count.`,
    remedy: () =>
      "Move what is still wanted into the PeerAuthentication, and delete it.",
  },
  "legacy-target-not-found": {
    title: "Legacy target not found",
    sentence: ({ it, params }) =>
      `${it} targets the service ${params.service}, which its namespace does not have.`,
    remedy: () => "Correct the name of the target, or remove it.",
  },
} satisfies Partial<FindingWordings>;
