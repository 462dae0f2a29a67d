import type { ReasonCode } from "@/lib/mesh/readiness/reason";
import type { ReasonFacts } from "@/lib/words/reason-facts";
import type { Sentence } from "@/lib/words/sentence";
import { metricsOffWords } from "./reason-metrics-off";
import {
  because,
  ofPods,
  place,
  plural,
  senders,
  staysOpen,
  volume,
} from "./reason-phrases";
import { preflightReasonWords } from "./reason-preflight";
import { refusalReasonWords } from "./reason-refusal";

const LABEL_NAMESPACE =
  "Label the namespace for injection, and restart the pods without a proxy.";

/** By what keeps a proxy away. */
const WITHOUT_PROXY: Readonly<Record<string, string>> = {
  gateway: "Look after them with the TLS settings of the gateway itself.",
  "host-network":
    "Pods on the node's own network never get a proxy; protect them by other means.",
  "not-redirected":
    "They are meant for ambient but not redirected to ztunnel: look at istio-cni on their node.",
  "older-than-label":
    "Restart them: a sidecar is injected only when a pod is created.",
};

/** Why a service may or may not be locked; codes and figures come from the law. */
export const reasonWords: Readonly<
  Record<ReasonCode, (facts: ReasonFacts) => Sentence>
> = {
  ...preflightReasonWords,
  ...refusalReasonWords,
  "plaintext-seen": (facts) => ({
    title: `Plaintext arrived: ${volume(facts)}${senders(facts)}.`,
    remedy:
      "Give these callers a proxy or let them use mutual TLS; locking now refuses what they send.",
  }),
  "destination-rule-not-mutual": (facts) => ({
    title: `${facts.text("rule") === "" ? "A DestinationRule" : `DestinationRule ${facts.text("rule")}`} tells clients in ${place(facts)} not to use Istio mutual TLS.`,
    remedy: "Set its tls mode to ISTIO_MUTUAL, or remove its tls block.",
  }),
  "auto-mtls-off": (facts) => ({
    title: `Automatic mutual TLS is off, and no rule tells clients in ${place(facts)} to use it.`,
    remedy: "Apply the DestinationRule that “Use mutual TLS” previews.",
  }),
  "legacy-support-unknown": () => ({
    title:
      "A legacy policy may decide here, and it is not known whether the control plane is old enough to obey it.",
    remedy:
      "Let Lockstep read the pods of the control plane, or delete the policy if Istio is 1.6 or newer.",
  }),
  "legacy-policy-shared": (facts) => ({
    title: `${facts.objects || "A legacy policy"} decides for this service and for others too, so it is not changed for one.`,
    remedy: "Split it by hand into one policy per service, then lock here.",
  }),
  "legacy-policy-checks-end-users": (facts) => ({
    title: `${facts.objects || "A legacy policy"} also checks end users; a policy of its own for this service would end that.`,
    remedy:
      "Give the service a policy of its own by hand, with the same origins, then lock here.",
  }),
  "policy-without-effect": (facts) => ({
    title: `The change would leave ${facts.text("ports") || "some ports"} open${because(facts)}.`,
    remedy: "Another policy decides there: edit that one.",
  }),
  "parent-mode-disable": (facts) => ({
    title: `The namespace or the mesh says DISABLE${because(facts)}, so clients stay in plaintext.`,
    remedy: "Set the parent policy to PERMISSIVE first.",
  }),
  "no-evidence": (facts) => ({
    ...((facts.number("reporting") ?? 0) > 0
      ? {
          title: `Telemetry does not say of every call whether it used mutual TLS (${ofPods(facts, "reporting", "reports", "report")}).`,
          remedy:
            "Check that Istio's metrics keep the label connection_security_policy.",
        }
      : {
          title: `Telemetry says nothing about this service (${ofPods(facts, "reporting", "reports", "report")}).`,
          remedy:
            "Check that Prometheus scrapes its proxies and that its metrics are not switched off.",
        }),
  }),
  "no-answer": () => ({
    title:
      "Prometheus does not answer; calls since its last answer are unknown.",
    remedy: "Look at why in the line about sources.",
  }),
  "partial-answer": () => ({
    title: "Prometheus answered only in part, so callers may be missing.",
    remedy: "Look at its warnings in the line about sources.",
  }),
  "proxies-younger-than-window": () => ({
    title:
      "The proxies of this service started within this window; calls before that were not counted.",
    remedy:
      "Choose a shorter window, or wait until they have run for all of it.",
  }),
  "clients-infer-plaintext": (facts) => ({
    title: `Clients in ${place(facts)} send plaintext to pods that do have a proxy.`,
    remedy:
      "Check that every pod carries the label security.istio.io/tlsMode; restart those that do not.",
  }),
  "sidecars-without-hbone": (facts) => ({
    title: `Clients in ${place(facts)} have a sidecar, and their sidecars are not known to use the tunnel (HBONE) that pods in ambient read a mesh identity from.`,
    remedy:
      "Set PILOT_ENABLE_SENDING_HBONE to true in istiod; no DestinationRule can take its place.",
  }),
  "calls-would-fail": (facts) => ({
    title: `After the change, calls that clients with a sidecar in ${place(facts)} can make today would fail.`,
    remedy: "Look at how calls end, port by port, before you go on.",
  }),
  "rules-unreadable": () => ({
    title:
      "DestinationRules could not be read, so what clients send is not known.",
    remedy:
      "See the source's own message; often the right to list and watch destinationrules is missing.",
  }),
  "pods-unreadable": () => ({
    title:
      "Pods could not be read here, so it is not known what stands behind this service.",
    remedy:
      "See the source's own message; often the right to list and watch pods is missing.",
  }),
  "mesh-config-unknown": () => ({
    title:
      "Istio's mesh config could not be read, so even the root namespace is a guess.",
    remedy:
      "See the source's own message; often the right to get, list and watch ConfigMaps in the control plane's namespace is missing.",
  }),
  "callers-refused": (facts) => ({
    title: `${plural(facts, "callers", "caller")} seen in this window would be refused.`,
    remedy: "Look at who would be refused before you go on.",
  }),
  "was-strict": () => ({
    title:
      "It was STRICT within this window; who was refused then left no trace.",
    remedy: "Wait until this whole window has passed since it was opened.",
  }),
  "scrape-gap": (facts) => ({
    title: `For ${facts.duration("unscrapedS") || "a part"} of this window Prometheus scraped no proxy of this service; calls to pods that ended then were not counted.`,
    remedy:
      "Choose a shorter window, or wait until the gap lies behind it; Prometheus' own history shows why it was away.",
  }),
  "metrics-off": metricsOffWords,
  "window-not-covered": () => ({
    title: "Prometheus remembers less than this window.",
    remedy: "Choose a shorter window, or wait until it has been covered.",
  }),
  "no-traffic": () => ({
    title: "No call was seen, although every pod reports.",
    remedy:
      "Choose a longer window that spans its slowest caller, or confirm that nobody calls it.",
  }),
  "partial-coverage": (facts) => ({
    title: `Only ${ofPods(facts, "reporting", "sends", "send")} telemetry.`,
    remedy: "Find out why Prometheus does not scrape the others.",
  }),
  "pods-without-proxy": (facts) => ({
    title:
      facts.text("cause") === "gateway"
        ? "Its pods are gateways: PeerAuthentication does not govern their public ports."
        : `${ofPods(facts, "without", "has", "have")} no proxy; STRICT does nothing there.`,
    remedy: WITHOUT_PROXY[facts.text("cause")] ?? LABEL_NAMESPACE,
  }),
  "exceptions-remain": (facts) => ({
    title: `An explicit exception remains: ${facts.text("ports") || "some ports or workloads"}${because(facts)}.`,
    remedy: "Decide for each whether it is still needed.",
  }),
  "shared-pods": (facts) => ({
    title: `Its pods also serve ${facts.text("services") || "other services"}, which would be locked with it.`,
    remedy: "Look at the callers of those services too.",
  }),
  "not-assessable": () => ({
    title: "No pod of this cluster stands behind this service.",
    remedy:
      "Look at where its endpoints really are; it cannot be judged from here.",
  }),
  "managed-elsewhere": (facts) => ({
    title: `${facts.text("owner") || "Another tool"} owns ${facts.objects || "the policy"} and will undo a change made here.`,
    remedy: "Make the change where that tool reads it from.",
  }),
  "policies-unreadable": () => ({
    title: "The policies could not be read, so the mode is not known.",
    remedy: "See the source's own message for what is missing.",
  }),
  "changed-since": (facts) => ({
    title: `Somebody edited ${facts.objects || "the object"} after our change.`,
    remedy:
      "Compare and edit it by hand; restoring it here would undo their edit too.",
  }),
  locked: (facts) =>
    facts.openPorts.length > 0
      ? {
          title: `Locked${because(facts)}, but ${staysOpen(facts.openPorts)}: plaintext gets in there.`,
          remedy:
            "Decide for each open port whether it is still needed; plaintext to all others is refused.",
        }
      : {
          title: `Every service port accepts mutual TLS only${because(facts)}.`,
          remedy: "Nothing to do; plaintext to these ports is refused.",
        },
  "only-mutual-tls-seen": (facts) => ({
    title: `Only mutual TLS seen; ${ofPods(facts, "reporting", "reports", "report")}.`,
    remedy: "It can be locked.",
  }),
};
