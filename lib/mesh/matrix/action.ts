/**
 * What may be offered for a service now. The first action is the one to offer first.
 */
import { resolveHost } from "@/lib/mesh/index/host";
import type { DestinationRule } from "@/lib/mesh/objects";
import { changeRecord } from "@/lib/mesh/ownership";
import type { ServiceFacts } from "@/lib/mesh/readiness/readiness";

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
    if (facts.policy.mode === "STRICT") actions.push("unlock");
    else actions.push("lock");
  }
  if (rulesKnown && ownRule(facts)) actions.push("undo-mutual-tls");
  return actions;
}

/** STRICT can be said for this service: it selects pods, some have a proxy, and the root namespace is not theirs. */
export function lockable({
  index,
  service,
  policy,
  evidence,
}: ServiceFacts): boolean {
  return (
    service.selector !== null &&
    Object.keys(service.selector).length > 0 &&
    service.namespace !== index.inventory.meshConfig.rootNamespace &&
    evidence.coverage.proxiedPods > 0 &&
    policy.mode !== "EXTERNAL"
  );
}

function clientsToldOtherwise({ clientTls }: ServiceFacts): boolean {
  return clientTls.some(
    ({ sends }) => sends === "plaintext" || sends === "tls",
  );
}

/** A rule that demands mutual TLS breaks every endpoint without a proxy, or with DISABLE (semantics B4, B5). */
function everyPodTakesMutualTls({ policy }: ServiceFacts): boolean {
  return (
    policy.pods.length > 0 &&
    policy.ports.every(({ pods }) =>
      pods.every(({ mode }) => mode === "STRICT" || mode === "PERMISSIVE"),
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
        const host = resolveHost(
          rule.host,
          rule.namespace,
          index.meshConfig.clusterDomain,
        );
        const [namespace, name] = record?.service.split("/") ?? [];
        const fits = host.startsWith(`${name}.${namespace}.svc.`);
        return record?.action === "require-mutual-tls" && fits
          ? [record.service]
          : [];
      }),
    );
  ownRules.set(rules, known);
  return known.has(`${service.namespace}/${service.name}`);
}
