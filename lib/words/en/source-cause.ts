import type { SourceCauseCode } from "@/lib/mesh/source";
import type { Sentence } from "@/lib/words/sentence";

/** What a source's sentence may speak of. */
export interface SourceFacts {
  /** e.g. "peerauthentications.security.istio.io"; empty where there is none. */
  readonly names: string;
  readonly from: "kubernetes" | "prometheus";
}

const SERVER = { kubernetes: "The API server", prometheus: "Prometheus" };
const ADDRESS = {
  kubernetes: "Check the kubeconfig, the network and that the API server runs.",
  prometheus:
    "Check PROMETHEUS_URL and that Prometheus can be reached from here.",
};
const CREDENTIALS = {
  kubernetes: "The token may have expired: renew it and start Lockstep again.",
  prometheus:
    "Check PROMETHEUS_BEARER_TOKEN, or the user name and password, and the tenant.",
};

/** Why a source is not simply live, and what to do about it. */
export const sourceCauseWords: Readonly<
  Record<SourceCauseCode, (facts: SourceFacts) => Sentence>
> = {
  "first-reading": () => ({
    title: "It is being read for the first time.",
    remedy: "Wait a moment.",
  }),
  unreachable: ({ from }) => ({
    title: `${SERVER[from]} cannot be reached.`,
    remedy: ADDRESS[from],
  }),
  tls: ({ from }) => ({
    title: `The certificate of ${from === "kubernetes" ? "the API server" : "Prometheus"} is not trusted.`,
    remedy:
      "Name the certificate authority that signed it, and use the name on the certificate.",
  }),
  unauthorized: ({ from }) => ({
    title: `${SERVER[from]} does not accept our credentials.`,
    remedy: CREDENTIALS[from],
  }),
  forbidden: ({ names }) => ({
    title: `Lockstep may not list ${names}.`,
    remedy: `Grant the verbs list and watch on ${names} in a ClusterRole or Role.`,
  }),
  "forbidden-everywhere": ({ names }) => ({
    title: `Lockstep may list neither ${names} nor namespaces.`,
    remedy: `Grant the verbs list and watch on ${names} in a ClusterRole; or on namespaces, and on ${names} in a Role of each.`,
  }),
  "not-served": ({ names }) => ({
    title: `The API server does not have ${names}.`,
    remedy: "Install Istio, or check that this is the right cluster.",
  }),
  "not-served-any-more": () => ({
    title: "Gone since Istio 1.6, as it should be.",
    remedy: "",
  }),
  timeout: ({ from }) => ({
    title: `${SERVER[from]} took too long to answer.`,
    remedy:
      from === "kubernetes"
        ? "Lockstep goes on trying."
        : "Choose a shorter time range, raise PROMETHEUS_TIMEOUT_MS, or give Prometheus more resources.",
  }),
  overloaded: ({ from }) => ({
    title: `${SERVER[from]} answers, but cannot do this now.`,
    remedy:
      "It may be starting or short of resources; Lockstep goes on trying.",
  }),
  "too-much": () => ({
    title: "The question is larger than the limits of Prometheus.",
    remedy: "Choose a shorter time range, or raise --query.max-samples.",
  }),
  malformed: ({ from }) => ({
    title: `${SERVER[from]} answered in a shape that is not known.`,
    remedy: "A proxy in between may change answers.",
  }),
  "not-prometheus": () => ({
    title: "Something answers there, but it is not Prometheus.",
    remedy:
      "Point PROMETHEUS_URL at the Prometheus API itself, past any login page.",
  }),
  "bad-query": () => ({
    title: "Prometheus does not understand the question.",
    remedy: "Use a Prometheus-compatible server of version 2.42 or newer.",
  }),
  refused: ({ from }) => ({
    title: `${SERVER[from]} refused the question.`,
    remedy: "Its own words say why; Lockstep goes on trying.",
  }),
  "config-missing": ({ names }) => ({
    title: `There is no ConfigMap ${names}.`,
    remedy: "Install Istio, or check that this is the right cluster.",
  }),
  "config-unreadable": () => ({
    title: "The mesh config is there, but cannot be understood.",
    remedy: "Correct the ConfigMap.",
  }),
  "config-contradictory": ({ names }) => ({
    title: `ConfigMaps ${names} contradict each other.`,
    remedy: "Make them agree, or delete the one that no control plane uses.",
  }),
};

/** What a source is called, where Kubernetes has no name for it. */
export const sourceNameWords: Readonly<Record<string, string>> = {};
