import type { CallOutcome } from "@/lib/mesh/client/outcome";
import type {
  ClientExplanation,
  ClientRule,
} from "@/lib/mesh/explanation/explanation";
import type { EnforcementPoint } from "@/lib/mesh/mode";

type ClientKind = EnforcementPoint;
type CallFailure = Extract<CallOutcome, { result: "fails" }>["how"];
type ClientCause = Exclude<ClientExplanation["because"], "rule">;
type RulePlace = Exclude<ClientRule["foundIn"], null>;
type RuleLoss = ClientRule["losers"][number]["reason"];

/** What is sent where rules have no say, whether one was found or not. */
const NO_RULE_COUNTS = {
  hbone: () => "The call goes through a mutual TLS tunnel (HBONE).",
  "endpoint-without-hbone": () =>
    "The pods take no tunnel (HBONE), so it goes in plaintext.",
  "no-proxy": (sends: string) =>
    `This caller has no proxy, so it sends ${sends}.`,
  "not-declared": () =>
    "No service declares this port, so the sidecar passes on what its process sends.",
};

/** Who may call a port, what decides what it sends, and how the call ends. */
export const explanationClientWords = {
  title: "Who calls, and how it ends",
  hint: "Every kind of caller there could be, failing ones first",
  none: "No kind of caller is known for this port.",
  kind: {
    sidecar: "With a sidecar",
    ztunnel: "In ambient",
    none: "Without a proxy",
  } satisfies Record<ClientKind, string>,
  anywhere: "from anywhere",
  anyOther: "from any other namespace",
  from: "from",
  more: (count: string) => `and ${count} more`,
  othersLeftOut: (count: string) =>
    count === "1"
      ? "1 more DestinationRule is not listed."
      : `${count} more DestinationRules are not listed.`,
  labels: (labels: string) => `with the labels ${labels}`,
  subset: (name: string) => `to the subset ${name}`,
  works: {
    mutual_tls: "Works over mutual TLS",
    plaintext: "Works in plaintext",
  },
  depends: "Depends on the application",
  dependsHow: "The TLS reaches the process untouched; it must end it itself.",
  dependsOnHbone: "Depends on the tunnel (HBONE)",
  dependsOnHboneHow:
    "Istio does not say whether sidecars send HBONE, and the call ends differently with it and without it.",
  fails: "Fails",
  how: {
    "plaintext-refused": {
      sidecar: "Plaintext is refused; the caller gets HTTP 503 (UC).",
      ztunnel: "Plaintext is refused; the connection closes.",
      none: "Plaintext is refused; the connection closes.",
    },
    "mutual-tls-not-understood": {
      sidecar:
        "The other side cannot read mutual TLS; the caller gets HTTP 503 (UF, “wrong version number”).",
      ztunnel: "The other side cannot read mutual TLS; the connection fails.",
      none: "The other side cannot read mutual TLS; the connection fails.",
    },
    "tls-refused": {
      sidecar:
        "TLS without a mesh certificate is turned away; the caller gets HTTP 503 (UF).",
      ztunnel: "TLS without a mesh certificate is turned away.",
      none: "TLS without a mesh certificate is turned away.",
    },
    "refused-by-ztunnel": {
      sidecar: "ztunnel resets the connection (DENY in its telemetry).",
      ztunnel: "ztunnel resets the connection (DENY in its telemetry).",
      none: "ztunnel resets the connection (DENY in its telemetry).",
    },
    "tunnel-not-taken": {
      sidecar:
        "The pod's label promises a tunnel (HBONE), and nothing there takes it; the caller gets HTTP 503 (UF).",
      ztunnel:
        "The pod's label promises a tunnel (HBONE), and nothing there takes it; the connection fails.",
      none: "The pod's label promises a tunnel (HBONE), and nothing there takes it; the connection fails.",
    },
  } satisfies Record<CallFailure, Record<ClientKind, string>>,
  sends: {
    mutual_tls: "mutual TLS",
    plaintext: "plaintext",
    tls: "TLS without mesh identity",
  },
  rule: (rule: string, says: string, where: string, sends: string) =>
    `${rule} says ${says}${where}, so ${sends} is sent.`,
  ruleUnnamed: (sends: string) => `A rule decides; ${sends} is sent.`,
  decides: {
    "auto-mtls": (sends: string) =>
      `No DestinationRule sets TLS; auto mTLS picks ${sends}, which the pods take.`,
    "auto-mtls-infers-disable": () =>
      "No DestinationRule sets TLS; auto mTLS takes the service not to do mutual TLS and sends plaintext.",
    "endpoint-not-labelled": () =>
      "No DestinationRule sets TLS; auto mTLS sends plaintext, since the pods carry no tlsMode label.",
    "endpoint-says-disable": () =>
      "No DestinationRule sets TLS; auto mTLS sees that the pods want plaintext and sends it.",
    "auto-mtls-off": () =>
      "No DestinationRule sets TLS, and auto mTLS is off, so plaintext is sent.",
    ...NO_RULE_COUNTS,
  } satisfies Record<ClientCause, (sends: string) => string>,
  /** The same beside a rule that was found and says nothing of TLS. */
  decidesAnyway: {
    "auto-mtls": (sends: string) =>
      `Auto mTLS picks ${sends}, which the pods take.`,
    "auto-mtls-infers-disable": () =>
      "Auto mTLS takes the service not to do mutual TLS and sends plaintext.",
    "endpoint-not-labelled": () =>
      "Auto mTLS sends plaintext, since the pods carry no tlsMode label.",
    "endpoint-says-disable": () =>
      "Auto mTLS sees that the pods want plaintext and sends it.",
    "auto-mtls-off": () => "Auto mTLS is off, so plaintext is sent.",
    ...NO_RULE_COUNTS,
  } satisfies Record<ClientCause, (sends: string) => string>,
  /** After what the rule says. */
  saidAt: {
    port: " for this port",
    destination: "",
    subset: " for the subset",
    "subset-port": " for the subset's port",
  },
  found: {
    "client-namespace":
      "It stands in the caller's namespace, which is searched first.",
    "service-namespace": "It stands in the service's namespace.",
    "root-namespace":
      "It stands in the root namespace, which is searched last.",
  } satisfies Record<RulePlace, string>,
  silentRule: (rule: string) => `${rule} is found, but says nothing of TLS.`,
  merged: (rules: string) => `Merged into it: ${rules}.`,
  hides: (rule: string, says: string | null, reason: string) =>
    says === null
      ? `${rule} is not used: ${reason}.`
      : `${rule} (${says}) is not used: ${reason}.`,
  ruleLoss: {
    "searched-later": "it would be searched later",
    "merged-without-traffic-policy":
      "for one host in one namespace only the older rule's TLS counts",
    "less-specific-host": "its host is less specific",
    "another-of-same-host": "another rule for the same host counts",
    "merged-out-of-sight":
      "it is merged into an older rule that the caller does not see",
    "not-exported": "it is not exported to the caller",
    "selector-does-not-match": "its selector does not match the caller",
  } satisfies Record<RuleLoss, string>,
};

export type ExplanationClientWords = typeof explanationClientWords;
