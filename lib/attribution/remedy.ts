/** What helps against one cause, and the commands to begin with. None of them deletes anything. */
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Labels, ObjectRef } from "@/lib/mesh/objects";
import type { CallerName } from "./attributed-caller";
import { labelling, meshLabelFor } from "./mesh-label";
import type { RemedyCode } from "./remedy-code";
import type { PlaintextReason } from "./why-plaintext";

export interface Remedy {
  readonly code: RemedyCode;
  /** Ready to paste into a POSIX shell; empty where nothing but thinking helps. */
  readonly commands: readonly string[];
}

/**
 * @param context the kubeconfig's, so that no command hits another cluster; null = kubectl's own choice
 * @param near labels of the service's namespace: a caller joins the mesh the way its neighbour did
 */
export function remedyFor(
  index: MeshIndex,
  caller: { readonly workload: ObjectRef; readonly reason: PlaintextReason },
  context: string | null,
  near: Labels,
): Remedy {
  const { workload, reason } = caller;
  const kubectl = shell(context);
  const edit = (ref: ObjectRef) => [kubectl("edit", ...named(ref))];
  const restart = restartOf(workload, kubectl);
  switch (reason.cause) {
    case "namespace-not-labelled":
      return labelNamespace(index, workload, near, kubectl);
    case "older-than-label":
      return { code: "restart", commands: restart };
    case "opted-out":
      return { code: "remove-opt-out", commands: edit(workload) };
    case "job-without-sidecar":
      return { code: "give-job-a-sidecar", commands: edit(workload) };
    case "host-network":
      return { code: "leave-host-network", commands: edit(workload) };
    case "destination-rule":
      return { code: "edit-rule", commands: edit(reason.object) };
    case "auto-mtls-off":
      return {
        code: "turn-auto-mtls-on",
        commands: [
          kubectl("get", "configmap", "-n", index.meshConfig.rootNamespace),
        ],
      };
    case "auto-mtls-infers-plaintext":
      return { code: "look-at-endpoints", commands: [] };
    case "endpoint-not-labelled":
      return {
        code: "look-at-endpoints",
        commands: restartOf(reason.object, kubectl),
      };
    case "ambient-to-sidecar":
      return {
        code: "restart-endpoints-with-hbone",
        commands: restartOf(reason.object, kubectl),
      };
    case "excluded-outbound":
      return { code: "send-through-proxy", commands: edit(workload) };
    case "port-of-no-service":
      return { code: "declare-port", commands: edit(reason.object) };
    case "kubelet-probe":
      return { code: "rewrite-probes", commands: edit(reason.object) };
    case "prometheus-scrape":
      return { code: "give-scraper-a-certificate", commands: edit(workload) };
    case "proxyless-grpc":
    case "not-explained":
      return {
        code: "look-at-caller",
        commands: [kubectl("get", ...named(workload), "-o", "yaml")],
      };
    default:
      return reason.cause satisfies never;
  }
}

/** A label that no control plane answers to would do nothing: where it is not known, the commands show what there is. */
function labelNamespace(
  index: MeshIndex,
  workload: ObjectRef,
  near: Labels,
  kubectl: Kubectl,
): Remedy {
  const { namespace } = workload;
  const label = meshLabelFor(index, near);
  if (label === null) {
    return {
      code: "find-out-label-and-restart",
      commands: [
        kubectl("get", "namespaces", ...columns(NAMESPACE_LABELS)),
        kubectl(
          "get",
          "mutatingwebhookconfigurations",
          ...columns(REVISION_LABELS),
        ),
      ],
    };
  }
  const own = index.namespaces.get(namespace)?.labels ?? {};
  return {
    code: "label-namespace-and-restart",
    commands: [
      kubectl("label", "namespace", namespace, ...labelling(label, own)),
      ...restartOf(workload, kubectl),
    ],
  };
}

const NAMESPACE_LABELS = [
  "istio-injection",
  "istio.io/rev",
  "istio.io/dataplane-mode",
];
const REVISION_LABELS = ["istio.io/rev", "istio.io/tag"];

function columns(labels: readonly string[]): string[] {
  return labels.flatMap((label) => ["-L", label]);
}

/** For callers that are no pods. */
export function remedyForPlace(
  who: Exclude<CallerName, { kind: "workload" }>,
  context: string | null,
): Remedy {
  const kubectl = shell(context);
  switch (who.kind) {
    case "node":
      return {
        code: "look-at-node",
        commands: [
          kubectl(
            "get",
            "pods",
            "-A",
            "-o",
            "wide",
            `--field-selector=spec.nodeName=${who.node}`,
          ),
        ],
      };
    case "api-server":
      return { code: "look-at-caller", commands: [] };
    case "load-balancer":
      return {
        code: "look-at-gateway",
        commands: [kubectl("get", ...named(who.service), "-o", "yaml")],
      };
    default:
      return who satisfies never;
  }
}

type Kubectl = (...words: readonly string[]) => string;

function shell(context: string | null): Kubectl {
  const start = [
    "kubectl",
    ...(context === null ? [] : ["--context", context]),
  ];
  return (...words) => [...start, ...words].map(quoted).join(" ");
}

function named({ kind, namespace, name }: ObjectRef): string[] {
  const resource = RESOURCES.get(kind) ?? kind.toLowerCase();
  return [
    `${resource}/${name}`,
    ...(namespace === "" ? [] : ["-n", namespace]),
  ];
}

/** With their group, because other products have kinds of these names. */
const RESOURCES: ReadonlyMap<string, string> = new Map([
  ["DestinationRule", "destinationrules.networking.istio.io"],
]);

const RESTARTED = new Set(["Deployment", "StatefulSet", "DaemonSet"]);

/** A pod without a controller has to be made anew by whoever made it; for a Job, its next run is new. */
function restartOf(workload: ObjectRef, kubectl: Kubectl): string[] {
  return RESTARTED.has(workload.kind)
    ? [kubectl("rollout", "restart", ...named(workload))]
    : [];
}

/** Names come from the cluster: whatever a shell might read into one stands in single quotes. */
function quoted(word: string): string {
  return /^[\w./=:@-]+$/.test(word)
    ? word
    : `'${word.replaceAll("'", `'\\''`)}'`;
}
