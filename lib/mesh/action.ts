/**
 * What may be offered for a service now. The first action is the one to offer first.
 */
import type { DestinationRule } from "./objects";
import { changeRecord } from "./ownership";
import type { ServiceFacts } from "./readiness";

export type Action =
  | "lock"
  | "unlock"
  | "require-mutual-tls"
  | "undo-mutual-tls";

/** Actions in the order of the migration: clients first, then the lock, then the ways back. */
export function offerActions(facts: ServiceFacts): Action[] {
  const actions: Action[] = [];
  if (clientsToldOtherwise(facts) && proxied(facts)) {
    actions.push("require-mutual-tls");
  }
  if (facts.policiesReadable && lockable(facts)) {
    if (facts.policy.mode === "STRICT") actions.push("unlock");
    else actions.push("lock");
  }
  if (ownRule(facts)) actions.push("undo-mutual-tls");
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

/** A rule that demands mutual TLS breaks every endpoint without a proxy (semantics B4). */
function proxied({ evidence }: ServiceFacts): boolean {
  const { proxiedPods, pods } = evidence.coverage;
  return pods > 0 && proxiedPods === pods;
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
        return record?.action === "require-mutual-tls" ? [record.service] : [];
      }),
    );
  ownRules.set(rules, known);
  return known.has(`${service.namespace}/${service.name}`);
}
