import type { ReasonCode } from "@/lib/mesh/readiness/reason";
import type { ReasonFacts } from "@/lib/words/reason-facts";
import type { Sentence } from "@/lib/words/sentence";
import { ofPods, place, plural, senders, volume } from "./reason-phrases";

/** What is looked at before a lock, beyond policies and telemetry: the pods themselves, and who else may call. */
export const preflightReasonWords = {
  "plaintext-stopped": (facts) => ({
    title: `Plaintext arrived${ago(facts)}: ${volume(facts)}${senders(facts)}. They are told mutual TLS by now, and none has come since.`,
    remedy: "Lock once a whole window has passed without any.",
  }),
  "plaintext-quiet": (facts) => ({
    title: `Plaintext arrived${ago(facts)}, longer ago than the quiet period: ${volume(facts)}${senders(facts)}.`,
    remedy: "Make sure that these callers will not come back.",
  }),
  "plaintext-tolerated": (facts) => ({
    title: `Plaintext arrived, within the ${facts.count("maxPlaintext")} that are tolerated${ago(facts)}: ${volume(facts)}${senders(facts)}.`,
    remedy: "Locking refuses them all the same; look who they are.",
  }),
  "one-way-tls-possible": (facts) => ({
    title: `Plaintext on TCP ports (${facts.text("ports") || "?"}) may be TLS of the application's own; telemetry does not tell them apart.`,
    remedy: "STRICT refuses both; ask who owns the callers.",
  }),
  "coverage-tolerated": (facts) => ({
    title: `Only ${ofPods(facts, "reporting", "sends", "send")} telemetry; ${facts.count("minCoveragePercent")} % is what the criteria ask for.`,
    remedy: "Find out why Prometheus does not scrape the others.",
  }),
  "window-too-short": (facts) => ({
    title: `This window looks back ${facts.duration("windowS") || "too little"}; the criteria ask for ${facts.duration("minWindowS") || "more"}.`,
    remedy: "Choose a longer window.",
  }),
  "short-look-back": (facts) => ({
    title: `This rests on ${facts.duration("windowS") || "a short time"}. Whoever calls less often, such as a nightly job, was not seen.`,
    remedy: "Choose a longer window to be sure.",
  }),
  "criteria-annotation-invalid": (facts) => ({
    title: `The namespace's annotation ${facts.text("annotation") || "for criteria"} is not understood and changes nothing.`,
    remedy:
      "Correct or remove it; the documentation of verdicts lists what it may say.",
  }),
  "unmeshed-workloads": (facts) => ({
    title: `${plural(facts, "workloads", "workload")} without a proxy could call; telemetry named none of them as a caller in this window${named(facts)}.`,
    remedy:
      "A caller without a name may be one of them. Nothing to do if they never call this service; NetworkPolicies are not read.",
  }),
  "mixed-endpoints": (facts) => ({
    title: `${ofPods(facts, "without", "lacks", "lack")} the label security.istio.io/tlsMode, and clients treat all endpoints of this service alike.`,
    remedy:
      "Restart those pods with a proxy; until then clients use plaintext.",
  }),
  "probes-not-rewritten": (facts) => ({
    title: `The kubelet probes the application itself (${facts.text("probes") || "?"}), and STRICT refuses it.`,
    remedy:
      'Remove the annotation sidecar.istio.io/rewriteAppHTTPProbers: "false" and restart the pods, or open that port.',
  }),
  "scraped-in-plaintext": (facts) =>
    facts.number("monitors") === null
      ? {
          title: `Annotations tell Prometheus to scrape a port of the application (${facts.text("ports") || "?"}), which STRICT refuses.`,
          remedy:
            "Let Istio merge the metrics (prometheus.istio.io/merge-metrics), or leave that port PERMISSIVE.",
        }
      : {
          title: `${facts.objects || "A monitor"} may make Prometheus scrape a port of the application (${facts.text("ports") || "?"}), which STRICT refuses without a certificate of the mesh.`,
          remedy:
            "Let it scrape Istio's merged metrics on port 15020 or use the mesh's certificates, or leave that port PERMISSIVE.",
        },
  "ports-excluded": (facts) => ({
    title: `Ports that go around the sidecar are not protected, and calls to them are not counted: ${facts.text("ports") || "?"}.`,
    remedy:
      "Look at the annotations excludeInboundPorts and includeInboundPorts.",
  }),
  "reached-from-outside": (facts) =>
    facts.number("ingresses") === null
      ? {
          title: `It is a ${facts.text("type") || "service open to the outside"}: callers from outside the mesh reach its pods without a proxy.`,
          remedy: "Let them in through a gateway before it is locked.",
        }
      : {
          title: `${facts.objects || "An Ingress"} ${facts.number("ingresses") === 1 ? "leads" : "lead"} to it${ofClass(facts)}; unless the controller's own pods have a proxy, its calls come from outside the mesh.`,
          remedy:
            "Give the controller's pods a proxy, or let callers in through Istio's gateway, before it is locked.",
        },
  "called-by-api-server": (facts) => ({
    title: `The Kubernetes API server calls it${calledPort(facts)}${facts.objects === "" ? "" : ` (${facts.objects})`}, in TLS of its own and without an identity.`,
    remedy:
      "Leave the port it calls PERMISSIVE, or exclude it from the sidecar.",
  }),
  "api-server-calls-unknown": () => ({
    title:
      "It may be called by the Kubernetes API server: webhooks, APIServices or conversions of custom resources could not be read.",
    remedy:
      "Let Lockstep list and watch webhook configurations, apiservices and customresourcedefinitions, or check by hand.",
  }),
  "endpoints-not-assessable": (facts) => ({
    title: `Beside its pods, ${plural(facts, "found", "endpoint")} of it ${facts.number("found") === 1 ? "is no pod" : "are no pods"} of this cluster${facts.objects === "" ? "" : ` (${facts.objects})`}: whether a proxy runs there, and who calls it, is not known.`,
    remedy: "Ask who owns these machines; they cannot be judged from here.",
  }),
  "kinds-unreadable": (facts) => ({
    title: `${facts.text("kinds") || "Some kinds"} could not be read, so what they say about this service is not known.`,
    remedy: "Let Lockstep list and watch them, or check by hand.",
  }),
  "gateway-callers": (facts) => ({
    title: `${plural(facts, "callers", "gateway")} of the mesh ${facts.number("callers") === 1 ? "calls" : "call"} it with an identity${named(facts)}.`,
    remedy: "Nothing to do.",
  }),
  "cron-jobs-without-proxy": (facts) => ({
    title: `${plural(facts, "jobs", "CronJob")} without a proxy did not run in this window${named(facts)}.`,
    remedy:
      "Choose a window that spans their schedule, or make sure that they do not call this service.",
  }),
  "cron-jobs-unreadable": () => ({
    title:
      "CronJobs could not be read, so callers that rarely run are not known.",
    remedy: "Let Lockstep list and watch cronjobs.",
  }),
  "foreign-trust-domain": (facts) => ({
    title: `${plural(facts, "callers", "caller")} came from another trust domain (${facts.text("domains") || "?"}) than the mesh's ${facts.text("own") || "own"}.`,
    remedy:
      "Add it to trustDomainAliases, and make sure that both sides trust the same root.",
  }),
  "legacy-policy-decides": (facts) => ({
    title: `${facts.objects || "A legacy policy"} decides today; a PeerAuthentication would take its place as a whole.`,
    remedy: "Translate the legacy policies first.",
  }),
  "ambient-not-redirected": (facts) => ({
    title: `${ofPods(facts, "found", "is", "are")} meant for ambient and not taken into it yet; nothing enforces there.`,
    remedy: "Look at the node agent (istio-cni), and restart these pods.",
  }),
  "proxyless-grpc": (facts) => ({
    title: `${ofPods(facts, "found", "serves", "serve")} gRPC without Envoy, which obeys only where the server was built for it.`,
    remedy: "Ask who owns the server; it cannot be judged from here.",
  }),
  "clients-bypass-proxy": (facts) =>
    facts.objects === ""
      ? {
          title: `Annotations let ${plural(facts, "callers", "caller")} send around their own proxy${named(facts)}.`,
          remedy:
            "Look at excludeOutboundPorts, the outbound IP ranges and interceptionMode of these pods.",
        }
      : {
          title: `${facts.objects} ${facts.number("sidecars") === 1 ? "does" : "do"} not import this service, so the proxies of ${plural(facts, "callers", "caller")} may pass calls on in plaintext${named(facts)}.`,
          remedy: "Add the service to its egress hosts.",
        },
  "open-connections": () => ({
    title:
      "Connections that are open now end later: ztunnel closes them after the change, Envoy when its old listener has drained.",
    remedy: "Watch the callers for some minutes after the change.",
  }),
  "rule-hidden": (facts) => ({
    title: `Clients in ${place(facts)} never find the service's own rule${facts.objects === "" ? "" : ` (${facts.objects})`}, which asks for mutual TLS.`,
    remedy: "Set tls in the rule of their namespace, or narrow its host.",
  }),
  "ambient-clients-in-plaintext": (facts) => ({
    title: `${ofPods(facts, "found", "does", "do")} not take HBONE, so ambient clients reach ${facts.number("found") === 1 ? "it" : "them"} in plaintext.`,
    remedy:
      "Set ISTIO_META_ENABLE_HBONE for their proxies and restart them, or move the pods to ambient.",
  }),
} satisfies Partial<Record<ReasonCode, (facts: ReasonFacts) => Sentence>>;

export type PreflightCode = keyof typeof preflightReasonWords;

/** ", of class nginx"; empty where no class is named. */
function ofClass(facts: ReasonFacts): string {
  const classes = facts.text("classes");
  return classes === "" ? "" : `, of class ${classes}`;
}

function calledPort(facts: ReasonFacts): string {
  const ports = facts.text("ports");
  return ports === "" ? "" : ` on port ${ports}`;
}

function ago(facts: ReasonFacts): string {
  const span = facts.duration("agoS");
  return span === "" ? "" : `, last ${span} ago`;
}

function named(facts: ReasonFacts): string {
  const names = facts.text("named");
  return names === "" ? "" : `: ${names}`;
}
