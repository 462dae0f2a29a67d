import type {
  MeshView,
  PodView,
  RulePolicy,
  RuleView,
  ServiceView,
} from "./view";
import { selects } from "./view";

/** Who calls; a caller without a running pod has no labels to select by. */
export interface Caller {
  readonly namespace: string;
  readonly labels: PodView["labels"];
}

/**
 * The traffic policy that a client's proxy uses towards a service: client namespace, then service
 * namespace, then root namespace; a hit in the client's namespace ends the search (semantics B2).
 */
export function trafficPolicyFor(
  mesh: MeshView,
  caller: Caller,
  service: ServiceView,
): RulePolicy | null {
  const host = hostOf(service);
  const own = rulesOf(mesh, caller.namespace);
  const local =
    caller.namespace === mesh.rootNamespace
      ? own.filter((rule) => isPrivate(rule))
      : own.filter((rule) => visibleAtHome(rule));
  const candidates: readonly (readonly RuleView[])[] = [
    local,
    exported(mesh, service.namespace, host, caller.namespace),
    exported(mesh, mesh.rootNamespace, host, caller.namespace),
  ];
  for (const rules of candidates) {
    const best = bestMatches(rules, host);
    if (best.length > 0) {
      return choose(merged(best), caller);
    }
  }
  return null;
}

function hostOf(service: ServiceView): string {
  return `${service.name}.${service.namespace}.svc.cluster.local`;
}

function rulesOf(mesh: MeshView, namespace: string): readonly RuleView[] {
  return mesh.rules.get(namespace) ?? [];
}

function isPrivate(rule: RuleView): boolean {
  return (
    rule.workloadSelector !== null ||
    (rule.exportTo.length > 0 && rule.exportTo.every((it) => it === "."))
  );
}

function visibleAtHome(rule: RuleView): boolean {
  return (
    rule.exportTo.length === 0 ||
    rule.exportTo.some(
      (it) => it === "*" || it === "." || it === rule.namespace,
    )
  );
}

// The best host is found first; only then does visibility count, so a hidden best hides worse ones.
function exported(
  mesh: MeshView,
  namespace: string,
  host: string,
  clientNamespace: string,
): readonly RuleView[] {
  const open = rulesOf(mesh, namespace).filter((rule) => !isPrivate(rule));
  return bestMatches(open, host).filter(
    (rule) =>
      rule.exportTo.length === 0 ||
      rule.exportTo.includes("*") ||
      rule.exportTo.includes(clientNamespace) ||
      (rule.exportTo.includes(".") && rule.namespace === clientNamespace),
  );
}

/** The rules of the most specific host that matches (semantics B1). */
function bestMatches(
  rules: readonly RuleView[],
  host: string,
): readonly RuleView[] {
  let best: RuleView[] = [];
  let bestLength = -1;
  for (const rule of rules) {
    const pattern = fullHost(rule);
    const length = !pattern.startsWith("*")
      ? pattern === host
        ? Number.POSITIVE_INFINITY
        : -1
      : host.endsWith(pattern.slice(1)) && host.length >= pattern.length
        ? pattern.length
        : -1;
    if (length > bestLength) {
      best = [rule];
      bestLength = length;
    } else if (length >= 0 && length === bestLength) {
      best.push(rule);
    }
  }
  return best;
}

function fullHost(rule: RuleView): string {
  return rule.host.includes(".") || rule.host === "*"
    ? rule.host
    : `${rule.host}.${rule.namespace}.svc.cluster.local`;
}

/** Rules with the same exportTo fold into the oldest, which keeps its own policy if it has any (semantics B3). */
function merged(rules: readonly RuleView[]): readonly RuleView[] {
  const entries = new Map<string, RuleView>();
  const ordered = [
    ...rules.filter((rule) => rule.workloadSelector !== null),
    ...rules.filter((rule) => rule.workloadSelector === null),
  ];
  for (const rule of ordered) {
    const key = JSON.stringify([
      Object.entries(rule.workloadSelector ?? {}).sort(),
      rule.workloadSelector !== null,
      [...rule.exportTo].sort(),
    ]);
    const earlier = entries.get(key);
    if (earlier === undefined) {
      entries.set(key, rule);
    } else if (earlier.trafficPolicy === null) {
      entries.set(key, { ...earlier, trafficPolicy: rule.trafficPolicy });
    }
  }
  return [...entries.values()];
}

function choose(
  entries: readonly RuleView[],
  caller: Caller,
): RulePolicy | null {
  const selected = entries.find(
    (rule) =>
      rule.workloadSelector !== null &&
      rule.namespace === caller.namespace &&
      selects(rule.workloadSelector, caller.labels),
  );
  const general = entries.filter((rule) => rule.workloadSelector === null);
  return (selected ?? general.at(-1))?.trafficPolicy ?? null;
}
