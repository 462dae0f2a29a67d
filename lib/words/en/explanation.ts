import type {
  Enforcement,
  PolicyLevel,
  PolicyLoss,
} from "@/lib/mesh/explanation/explanation";
import type { EnforcementPoint, MutualTlsMode } from "@/lib/mesh/mode";
import { explanationClientWords } from "./explanation-client";

type EnforcementCause = Enforcement["because"];
/** Who spoke before and is overridden is said in other words than who never had a say. */
type SilentLoss = Exclude<PolicyLoss, "overridden-below" | "less-specific">;

/** Why a port accepts what it accepts, and how the calls to it end. */
export const explanationWords = {
  title: "Why",
  /** Leads there from the top of the panel. */
  jump: (mode: string) => `Why ${mode}?`,
  hint: "What a port accepts, who decided it, and how each call ends",
  loading: "Following the policies…",
  noPods:
    "No pods of this cluster stand behind this service, so there is no port to explain.",
  notRenewed: "What stands below was true a moment ago.",
  unreadable: {
    title: "Some of what decides could not be read:",
    consequence:
      "What stands below leaves it out and may be wrong; take nothing here as safe.",
    /** In place of the first sentence. */
    port: (subject: string) => `What ${within(subject)} accepts is not known.`,
    clients:
      "What sidecars send is not known, so neither is how their calls end.",
    asFar: (sentence: string) => `As far as could be read: ${within(sentence)}`,
  },
  chooser: {
    label: "Port",
    /** service port → what the process listens on */
    port: (port: string, target: string) =>
      port === target ? port : `${port} → ${target}`,
    undeclared: (target: string) => (target === "0" ? "any port" : target),
    pods: (count: string) => (count === "1" ? "1 pod" : `${count} pods`),
  },
  leftOut: {
    ports: (count: string) =>
      count === "1"
        ? "1 more port is not listed."
        : `${count} more ports are not listed.`,
    clients: (count: string) =>
      count === "1"
        ? "1 more kind of caller is not listed; how its calls end is not said here."
        : `${count} more kinds of caller are not listed; how their calls end is not said here.`,
  },
  subject: (port: string, workload: string) =>
    port === "0" ? `Any port of ${workload}` : `Port ${port} of ${workload}`,
  accepts: {
    STRICT: (subject: string) => `${subject} accepts mutual TLS only`,
    PERMISSIVE: (subject: string) =>
      `${subject} accepts plaintext and mutual TLS`,
    DISABLE: (subject: string) => `${subject} accepts plaintext only`,
  } satisfies Record<MutualTlsMode, (subject: string) => string>,
  open: (subject: string, cause: string) =>
    `${subject} takes whatever its process takes, because ${cause}.`,
  inVain: (object: string, says: string) =>
    `${object} says ${says}, but nothing enforces it.`,
  because: {
    nobody: {
      PERMISSIVE: "because no policy applies, and Istio then accepts both",
      DISABLE: "because no policy applies, and Istio then accepts plaintext",
      STRICT: "because no policy applies, and Istio then accepts mutual TLS",
    } satisfies Record<MutualTlsMode, string>,
    mesh: (object: string, says: string) =>
      `because ${object} says ${says} for the whole mesh and no more specific policy says otherwise`,
    namespace: (object: string, says: string) =>
      `because ${object} says ${says} for the namespace and no more specific policy says otherwise`,
    workload: (object: string, says: string) =>
      `because ${object} says ${says} for this workload`,
    port: (object: string, says: string) =>
      `because ${object} says ${says} for exactly this port`,
  },
  deviates: {
    sidecar: (asked: string) =>
      `The policies ask for ${asked}; another service leads to the same port, and the weaker policy counts.`,
    ztunnel: (asked: string) =>
      `The policies ask for ${asked}; the rules that Istio makes of them for ztunnel do otherwise.`,
    none: (asked: string) =>
      `The policies ask for ${asked}; its process does otherwise.`,
  } satisfies Record<EnforcementPoint, (asked: string) => string>,
  plain: (claim: string) => `${claim}.`,
  sentence: (claim: string, because: string) => `${claim}, ${because}.`,
  chain: {
    title: "Who decides",
    hint: "From the widest to the most specific. The most specific policy wins.",
    legend: { mutualTls: "mutual TLS gets in", plaintext: "plaintext gets in" },
    start: {
      PERMISSIVE: "Without any policy Istio accepts both.",
      DISABLE: "Without any policy Istio accepts plaintext.",
      STRICT: "Without any policy Istio accepts mutual TLS.",
    } satisfies Record<MutualTlsMode, string>,
    level: {
      mesh: () => "Whole mesh",
      namespace: (name: string) => `Namespace ${name}`,
      workload: (name: string) => `Workload ${name}`,
      port: (name: string) => (name === "0" ? "Any port" : `Port ${name}`),
    } satisfies Record<PolicyLevel, (name: string) => string>,
    reach: {
      mesh: "every workload",
      namespace: "all its workloads",
      workload: "all its ports",
      port: "this port alone",
    } satisfies Record<PolicyLevel, string>,
    nobody: (mode: string) => `No policy at this level; ${mode} stays.`,
    unset: (mode: string) => `It says UNSET; ${mode} stays.`,
    loser: (says: string) => `says ${says}, but has no effect:`,
    loserSilent: "has no effect:",
    loss: {
      "newer-than-winner": (by: string) =>
        `${by} is older, and only the oldest of one level counts`,
      "selector-in-root-namespace": () =>
        "in the root namespace a policy with a selector is ignored",
      "port-list-without-selector": () =>
        "its port list does nothing, since it has no selector; the rest of it counts",
      "superseded-by-peer-authentication": (by: string) =>
        `${by} applies, so the older kind of policy is not used`,
    } satisfies Record<SilentLoss, (by: string) => string>,
    same: (object: string, says: string) => `${object} says ${says} too.`,
    overrules: (object: string, says: string) =>
      `Overrules ${object}, which says ${says}.`,
    preferred: (object: string, says: string) =>
      `Comes before ${object}, which says ${says} and is less specific.`,
    intends: (mode: string) =>
      `It was meant as ${mode}, but the proxies do otherwise.`,

    other: "another object",
  },
  enforcement: {
    title: "Enforced by",
    holds: {
      "sidecar-container": "The sidecar in each pod.",
      "shared-port":
        "Another service leads to the same port, and the weaker of their policies counts.",
      "ambient-redirection": "ztunnel, the proxy on the node.",
      "ambient-rule-set":
        "ztunnel, the proxy on the node, by the rule sets Istio makes for it. They deviate from the steps above.",
      "no-proxy": "Nobody: the pods have no proxy.",
      "host-network": "Nobody: the pods use the node's own network.",
      "excluded-port": "Nobody: the sidecar is told to leave this port alone.",
      gateway: "Nobody: these policies do not govern a gateway's public ports.",
      "proxyless-grpc":
        "No proxy: only a gRPC library in the process can enforce it.",
      "not-tcp": "Nobody: this port is not TCP, which mutual TLS needs.",
    } satisfies Record<EnforcementCause, string>,
    /** Put into the first sentence, after "because". */
    cause: {
      "sidecar-container": "its sidecar does not enforce a policy on this port",
      "shared-port": "another service leads to the same port",
      "ambient-redirection": "ztunnel does not enforce a policy on this port",
      "ambient-rule-set": "the rule sets at ztunnel leave it open",
      "no-proxy": "no proxy stands before it",
      "host-network": "it uses the node's own network, past every proxy",
      "excluded-port": "its sidecar is told to leave this port alone",
      gateway: "these policies do not govern a gateway's public ports",
      "proxyless-grpc": "there is no proxy, only a gRPC library",
      "not-tcp": "it is not TCP",
    } satisfies Record<EnforcementCause, string>,
    attached: "Rule sets at ztunnel:",
    regardless: "Plaintext gets in, whatever the policies say.",
  },
  clients: explanationClientWords,
  commands: {
    title: "See it on the cluster",
    shows: {
      policies: "The policies of each level",
      listener: "What the pod's proxy accepts",
      cluster: "What a client's proxy sends",
      describe: "Istio's own summary of the pod",
      ambient: "What ztunnel obeys",
      legacy: "The policies of the old kind",
    },
  },
};

export type ExplanationWords = typeof explanationWords;

/** The beginning of a sentence, inside another one. */
function within(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}
