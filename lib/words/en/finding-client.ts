import type { FindingFacts, FindingWordings } from "@/lib/words/finding-facts";
import { pods, podsHave } from "./finding-pods";

/** Findings about DestinationRules, and about clients that send what a server refuses. */
export const clientFindings = {
  "plaintext-to-strict": {
    title: "Plaintext to STRICT",
    sentence: (facts) =>
      `${port(facts)} accepts only mutual TLS, but ${rule(facts)} makes ${clients(facts)} send plaintext, so ${fail(facts)}.`,
    remedy: () =>
      "Set its tls mode to ISTIO_MUTUAL, or remove the tls block so that automatic mutual TLS decides.",
  },
  "foreign-tls-to-strict": {
    title: "Foreign TLS to STRICT",
    sentence: (facts) =>
      `${port(facts)} accepts only Istio's mutual TLS, but ${rule(facts)} makes ${clients(facts)} send TLS of mode ${facts.params.tls}, so ${fail(facts)}.`,
    remedy: () =>
      "Set its tls mode to ISTIO_MUTUAL, or remove the tls block so that automatic mutual TLS decides.",
  },
  "foreign-tls-to-http": {
    title: "Foreign TLS to an HTTP port",
    sentence: (facts) =>
      `${port(facts)} is declared as HTTP, where the proxy reads no TLS but Istio's; ${rule(facts)} makes ${clients(facts)} send TLS of mode ${facts.params.tls}, so ${fail(facts)}.`,
    remedy: () =>
      "Remove the tls block so that clients send what the port accepts.",
  },
  "mutual-tls-to-disable": {
    title: "Mutual TLS to DISABLE",
    sentence: (facts) =>
      `${port(facts)} takes plaintext only (DISABLE), but ${rule(facts)} makes ${clients(facts)} send mutual TLS, so ${fail(facts)}.`,
    remedy: () =>
      "Set the policy to PERMISSIVE, or remove the rule's tls block.",
  },
  "mutual-tls-to-no-proxy": {
    title: "Mutual TLS to pods without a proxy",
    sentence: (facts) =>
      `Behind ${lowerPort(facts)} ${podsHave(facts.params.pods, facts.count)} no proxy, but ${rule(facts)} makes ${clients(facts)} send mutual TLS, so calls to ${facts.params.pods === 1 ? "it" : "them"} fail${unless(facts)}.`,
    remedy: () =>
      "Give these pods a proxy, or remove the tls block so that automatic mutual TLS decides pod by pod.",
  },
  "auto-mtls-off-to-strict": {
    title: "STRICT without automatic mutual TLS",
    sentence: (facts) =>
      `${port(facts)} accepts only mutual TLS; automatic mutual TLS is off and no rule turns it on for ${clients(facts)}, so ${fail(facts)}.`,
    remedy: () =>
      "Apply a DestinationRule with tls mode ISTIO_MUTUAL for the service.",
  },
  "headless-mixed-endpoints": {
    title: "One pod without a proxy among many",
    sentence: ({ services, params, count }) =>
      `${count(params.without)} of ${pods(params.pods, count)} behind ${services || "a headless service"} cannot take mutual TLS, so clients, which choose once for all of them, send plaintext to every one.`,
    remedy: () => "Restart the pods without a proxy so that they get one.",
  },
  "auto-mtls-to-disable": {
    title: "DISABLE that clients do not see",
    sentence: ({ services, params, count, others }) =>
      `${pods(params.pods, count)} behind ${services || "a service"} ${params.pods === 1 ? "takes" : "take"} plaintext only (DISABLE${others === "" ? "" : `, ${others}`}), which automatic mutual TLS does not see there, so clients send mutual TLS and their calls fail${params.unless === "" ? "" : " unless their proxies send HBONE"}.`,
    remedy: () =>
      "Set the policy to PERMISSIVE; it takes mutual TLS and plaintext alike.",
  },
  "rule-hidden": {
    title: "Rule hidden by another",
    sentence: ({ it, others, params }) =>
      `For clients in ${params.client} ${it} hides ${others || "the service's own rule"}: a match in the client's namespace ends the search.`,
    remedy: () =>
      "Repeat the hidden rule's settings there, or narrow the host so that it matches no longer.",
  },
  "rule-traffic-policy-dropped": {
    title: "Dropped traffic policy",
    sentence: ({ it, others, params }) =>
      `The traffic policy of ${it} is dropped: ${others || "an older rule"} is for ${params.host} too, and only the oldest one's counts.`,
    remedy: ({ others }) =>
      `Move its traffic policy into ${others || "the older rule"}.`,
  },
  "rule-lost-for-namespaces": {
    title: "Rule lost for some namespaces",
    sentence: ({ it, others, params }) =>
      `${it} for ${params.host} is merged into ${others || "an older rule"} that ${params.namespaces} cannot see, so clients there see neither.`,
    remedy: () => "Give both rules the same exportTo, or make them one.",
  },
  "rule-lost-for-clients": {
    title: "Rule lost for some clients",
    sentence: ({ it, others, params }) =>
      `${it} for ${params.host} is merged into ${others || "a rule with a workloadSelector"}, so clients that this selector does not match lose it.`,
    remedy: () =>
      "Take exportTo off the rule, which keeps the two apart, or repeat its settings for the other clients.",
  },
  "rule-host-is-literal": {
    title: "Host taken literally",
    sentence: ({ it, params }) =>
      `The host ${params.host} of ${it} has a dot, is therefore taken literally, and means no service of Kubernetes.`,
    remedy: ({ params }) => `Write ${params.meant} if that is what it means.`,
  },
  "rule-host-not-found": {
    title: "Host without a service",
    sentence: ({ it, params }) =>
      `${it} is for ${params.host}, and there is no such service.`,
    remedy: () => "Correct the host, or delete the rule.",
  },
  "rule-port-drops-tls": {
    title: "Port entry drops tls",
    sentence: ({ it, params }) =>
      `${it} sets tls ${params.tls}, but its entry for port ${params.port} has no tls and inherits none, so the setting does not reach that port.`,
    remedy: ({ params }) =>
      `Repeat the tls block in the entry for port ${params.port}.`,
  },
  "rule-selects-nothing": {
    title: "Rule selects no client",
    sentence: ({ it }) =>
      `${it} has no effect: no pod of its namespace carries all the labels of its workloadSelector.`,
    remedy: () => "Correct the labels, or delete the rule.",
  },
} satisfies Partial<FindingWordings>;

type Conflict =
  | "plaintext-to-strict"
  | "foreign-tls-to-strict"
  | "foreign-tls-to-http"
  | "mutual-tls-to-disable"
  | "mutual-tls-to-no-proxy"
  | "auto-mtls-off-to-strict";

function port({ services, params }: FindingFacts<Conflict>): string {
  return `Port ${params.port} of ${services || "a service"}`;
}

function lowerPort(facts: FindingFacts<Conflict>): string {
  return port(facts).replace("Port", "port");
}

function rule({ rules }: FindingFacts<Conflict>): string {
  return rules || "a DestinationRule";
}

function clients({ params }: FindingFacts<Conflict>): string {
  const who =
    params.clients === "" ? "clients" : `clients in ${params.clients}`;
  return params.subset === ""
    ? who
    : `${who} that call subset ${params.subset}`;
}

function fail(facts: FindingFacts<Conflict>): string {
  return `their calls fail${unless(facts)}`;
}

function unless({ params }: FindingFacts<Conflict>): string {
  switch (params.unless) {
    case "":
      return "";
    case "mesh-certificates":
      return " unless its certificates are the mesh's own";
    case "hbone":
      return " unless their proxies send HBONE";
    default:
      return params.unless satisfies never;
  }
}
