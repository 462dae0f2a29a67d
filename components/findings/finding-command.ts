import type { FindingDto } from "@/lib/api/finding-schema";
import type { FindingCode } from "@/lib/mesh/findings/finding";

type Ref = FindingDto["objects"][number];

/**
 * The command to begin with: `edit` where the object itself is to be changed, `restart` where its pods
 * are, `look` where somebody has to decide first. Nothing is ever deleted by a command of ours.
 * @returns null where no command helps
 */
export function findingCommand({
  code,
  objects,
}: Pick<FindingDto, "code" | "objects">): string | null {
  const [object] = objects;
  if (object === undefined || object.kind === "Service") return null;
  const act = ACTS[code];
  if (act === "restart") {
    return RESTARTED.has(object.kind)
      ? command(["rollout", "restart"], object, [])
      : command(["get"], object, ["--show-labels"]);
  }
  return act === "edit"
    ? command(["edit"], object, [])
    : command(["get"], object, ["-o", "yaml"]);
}

const ACTS: Readonly<Record<FindingCode, "edit" | "look" | "restart">> = {
  "policy-shadowed": "look",
  "policy-shadowed-for-some": "look",
  "policy-selector-in-root": "look",
  "policy-selects-nothing": "edit",
  "policy-says-nothing": "look",
  "ports-without-selector": "edit",
  "port-not-served": "edit",
  "port-is-service-port": "edit",
  "policy-invalid": "edit",
  "policy-on-gateway": "look",
  "strict-without-proxy": "look",
  "strict-on-excluded-port": "look",
  "strict-under-disable": "edit",
  "permissive-proxyless-grpc": "look",
  "plaintext-to-strict": "edit",
  "foreign-tls-to-strict": "edit",
  "foreign-tls-to-http": "edit",
  "mutual-tls-to-disable": "edit",
  "mutual-tls-to-no-proxy": "edit",
  "auto-mtls-off-to-strict": "look",
  "headless-mixed-endpoints": "restart",
  "auto-mtls-to-disable": "look",
  "rule-hidden": "edit",
  "rule-traffic-policy-dropped": "look",
  "rule-lost-for-namespaces": "edit",
  "rule-lost-for-clients": "edit",
  "rule-host-is-literal": "edit",
  "rule-host-not-found": "look",
  "rule-port-drops-tls": "edit",
  "rule-selects-nothing": "edit",
  "proxy-missing": "restart",
  "proxy-not-asked-for": "look",
  "label-without-proxy": "edit",
  "proxy-without-label": "restart",
  "ambient-not-redirected": "look",
  "ambient-not-asked-for": "restart",
  "ambient-ports-open": "edit",
  "ambient-port-stays-closed": "edit",
  "ambient-empty-root-selector": "look",
  "ambient-disable-is-permissive": "edit",
  "ambient-clients-to-strict-sidecar": "restart",
  "sidecar-clients-to-strict-ambient": "look",
  "legacy-policy-ignored": "look",
  "legacy-lenient-not-enforced": "edit",
  "legacy-mesh-policy-name": "look",
  "legacy-policy-shadowed": "look",
  "legacy-policy-overridden": "look",
  "legacy-target-not-found": "edit",
};

const RESTARTED = new Set(["Deployment", "StatefulSet", "DaemonSet"]);

/**
 * What a command may name. A workload's kind and name are what a pod's owner reference says, which is any
 * text. Where other products have a kind of the same name, the group stands beside it.
 */
const RESOURCES: ReadonlyMap<string, string> = new Map([
  ["PeerAuthentication", "peerauthentication"],
  ["DestinationRule", "destinationrule"],
  ["Policy", "policies.authentication.istio.io"],
  ["MeshPolicy", "meshpolicies.authentication.istio.io"],
  ["Deployment", "deployment"],
  ["StatefulSet", "statefulset"],
  ["DaemonSet", "daemonset"],
  ["ReplicaSet", "replicaset"],
  ["Job", "job"],
  ["CronJob", "cronjob"],
  ["Pod", "pod"],
  ["Namespace", "namespace"],
]);

/** As Kubernetes names things; nothing else gets into a command. */
const NAME = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;

function command(
  verb: readonly string[],
  { kind, namespace, name }: Ref,
  flags: readonly string[],
): string | null {
  const resource = RESOURCES.get(kind);
  const isPlain = NAME.test(name) && (namespace === "" || NAME.test(namespace));
  if (resource === undefined || !isPlain) return null;
  const where = namespace === "" ? [] : ["-n", namespace];
  return ["kubectl", ...where, ...verb, `${resource}/${name}`, ...flags].join(
    " ",
  );
}
