/**
 * What may be offered for a service now. The first action is the one to offer first.
 */
import { resolveHost, serviceHost } from "@/lib/mesh/index/host";
import { legacyModeChanges } from "@/lib/mesh/legacy/legacy-lock";
import { legacyLocks } from "@/lib/mesh/legacy/legacy-locks";
import type { DestinationRule } from "@/lib/mesh/objects";
import { changeRecord } from "@/lib/mesh/ownership";
import type { ServiceFacts } from "@/lib/mesh/readiness/service-facts";
import { resolveServerMode } from "@/lib/mesh/server/server-mode";
import { resolveUndeclaredPorts } from "@/lib/mesh/server/service-mode";

export type Action =
  | "lock"
  | "unlock"
  | "require-mutual-tls"
  | "undo-mutual-tls";

/** Actions in the order of the migration: clients first, then the lock, then the ways back. */
export function offerActions(facts: ServiceFacts): Action[] {
  const actions: Action[] = [];
  const rulesKnown = !facts.unreadable.includes("rules-unreadable");
  const modeKnown = facts.unreadable.every(
    (code) => code === "rules-unreadable",
  );
  if (rulesKnown && modeKnown && clientsToldOtherwise(facts)) {
    if (everyPodTakesMutualTls(facts)) actions.push("require-mutual-tls");
  }
  if (modeKnown && lockable(facts)) {
    const way = facts.policy.mode === "STRICT" ? "unlock" : "lock";
    if (canBeWritten(facts, way)) actions.push(way);
  }
  if (rulesKnown && ownRule(facts)) actions.push("undo-mutual-tls");
  return actions;
}

/** STRICT can be said for this service: it selects pods, some have a proxy, and the root namespace is not theirs. */
function lockable({ index, service, policy, evidence }: ServiceFacts): boolean {
  return (
    service.selector !== null &&
    Object.keys(service.selector).length > 0 &&
    service.namespace !== index.inventory.meshConfig.rootNamespace &&
    evidence.coverage.proxiedPods > 0 &&
    policy.mode !== "EXTERNAL"
  );
}

/** Whether a lock of ours stands on what decides here, so that taking it back is an undo. */
export function isLockedByUs({
  index,
  service,
  policy,
}: ServiceFacts): boolean {
  if (policy.mode !== "STRICT") return false;
  if (index.meshConfig.lacksPeerAuthentication) {
    return legacyLocks(index, service).length > 0;
  }
  return policy.pods.some((pod) => {
    const { workload } = resolveServerMode(index, pod).levels;
    return workload !== null && changeRecord(workload)?.action === "lock";
  });
}

/**
 * Where only legacy Policies can be written: something is left to say, and no Policy that names other
 * services as well stands in the way (semantics C). A lock of ours can be taken back whatever stands there.
 */
function canBeWritten(
  { index, service }: ServiceFacts,
  way: "lock" | "unlock",
): boolean {
  if (!index.meshConfig.lacksPeerAuthentication) return true;
  if (way === "unlock" && legacyLocks(index, service).length > 0) return true;
  const mode = way === "lock" ? "STRICT" : "PERMISSIVE";
  const found = legacyModeChanges(index, service, mode);
  return (
    found.obstacles.length === 0 &&
    found.edits.length + found.targets.length > 0
  );
}

function clientsToldOtherwise({ clientTls }: ServiceFacts): boolean {
  return clientTls.some(
    ({ sends }) => sends === "plaintext" || sends === "tls",
  );
}

/**
 * A rule that demands mutual TLS breaks every endpoint without a proxy, or with DISABLE, and those of
 * ambient wherever sidecars are not known to send HBONE (semantics B4, B5).
 */
function everyPodTakesMutualTls({
  index,
  service,
  policy,
}: ServiceFacts): boolean {
  const tunnels = index.meshConfig.sidecarsSendHbone === true;
  const ports = [
    ...policy.ports.flatMap(({ pods }) => pods),
    ...resolveUndeclaredPorts(index, service),
  ];
  return (
    policy.pods.length > 0 &&
    ports.every(
      ({ mode, enforcement }) =>
        (mode === "STRICT" || mode === "PERMISSIVE") &&
        (enforcement !== "ztunnel" || tunnels),
    )
  );
}

/** Services whose clients a rule of ours turned to mutual TLS; found once per list of rules. */
const ownRules = new WeakMap<readonly DestinationRule[], ReadonlySet<string>>();

function ownRule({ index, service }: ServiceFacts): boolean {
  const rules = index.inventory.destinationRules;
  const known =
    ownRules.get(rules) ??
    new Set(
      rules.flatMap((rule) => {
        const record = changeRecord(rule);
        if (record?.action !== "require-mutual-tls") return [];
        const { clusterDomain } = index.meshConfig;
        const [namespace = "", name = ""] = record.service.split("/");
        const host = resolveHost(rule.host, rule.namespace, clusterDomain);
        return host === serviceHost({ namespace, name }, clusterDomain)
          ? [record.service]
          : [];
      }),
    );
  ownRules.set(rules, known);
  return known.has(`${service.namespace}/${service.name}`);
}
