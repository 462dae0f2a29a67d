/**
 * Which client namespaces find which DestinationRule for a service. Only those with sidecars are asked:
 * rules bind nobody else. Namespaces without a rule of their own for the host, and named by no rule, are
 * all told the same, so that one look-up speaks for all of them.
 */
import { compareText } from "@/lib/mesh/age-order";
import { isSidecarClient } from "@/lib/mesh/client/client-namespaces";
import { groupBy } from "@/lib/mesh/group-by";
import {
  type ConsolidatedRule,
  destinationRuleFor,
  distinctClientNamespaces,
} from "@/lib/mesh/index/destination-rule";
import { serviceHost } from "@/lib/mesh/index/host";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { lazily } from "@/lib/mesh/lazily";
import type { DestinationRule, Labels, Pod, Service } from "@/lib/mesh/objects";
import { SelectorIndex } from "@/lib/mesh/selector";
import { identityOf } from "./identity";
import { clientNamespaces, knownSources } from "./mesh-in-view";
import { oncePerIndex } from "./once-per-index";

interface ServiceClients {
  /** Every rule that some client finds; null = clients that find none. */
  readonly groups: readonly RuleClients[];
  /** Names of all namespaces in these groups, as `ClientConflict.clients` has them. */
  describe(groups: Iterable<ClientNamespaces>): string;
}

export interface RuleClients {
  readonly rule: ConsolidatedRule | null;
  readonly namespaces: ClientNamespaces;
}

export interface ClientNamespaces {
  /** Without repeats, in no order that means anything. */
  readonly named: readonly string[];
  /** All namespaces with clients that were not asked one by one. */
  readonly others: boolean;
}

/** Costs a service about as many look-ups as it has groups; several topics ask, and are told the same. */
export function clientsOf(index: MeshIndex, service: Service): ServiceClients {
  const { answer, known } = clientsByService(index);
  const clients = known.get(service) ?? answer(service);
  known.set(service, clients);
  return clients;
}

const clientsByService = oncePerIndex((index) => ({
  answer: clientFinder(index),
  known: new Map<Service, ServiceClients>(),
}));

function clientFinder(index: MeshIndex): (service: Service) => ServiceClients {
  const { destinationRules: isRead } = knownSources(index);
  const { rootNamespace } = index.meshConfig;
  // Rules of a client's own namespace come first, so without them nobody knows what it is told.
  const clients = [...clientNamespaces(index)]
    .filter((namespace) => isRead(namespace))
    .sort(compareText);
  const known: ReadonlySet<string> = new Set(clients);
  const labelsIn = clientLabels(index);
  return (service) => {
    const host = serviceHost(service, index.meshConfig.clusterDomain);
    const asked = new Set<string>();
    for (const namespace of distinctClientNamespaces(
      index.destinationRules,
      host,
      service.namespace,
    )) {
      if (known.has(namespace)) asked.add(namespace);
    }
    const groups = new Map<ConsolidatedRule | null, MutableNamespaces>();
    function tell(namespace: string, labels: Labels): MutableNamespaces {
      const rule = destinationRuleFor(
        index.destinationRules,
        { namespace, labels },
        host,
        service.namespace,
      );
      const group = groups.get(rule) ?? { named: [], others: false };
      groups.set(rule, group);
      return group;
    }
    for (const namespace of asked) {
      for (const labels of labelsIn(namespace)) {
        const { named } = tell(namespace, labels);
        if (named.at(-1) !== namespace) named.push(namespace);
      }
    }
    const ordinary = clients.find((namespace) => !asked.has(namespace));
    if (ordinary !== undefined) tell(ordinary, {}).others = true;
    // A rule of the service's namespace comes before one of the root namespace (semantics B2).
    const isCertain = (rule: ConsolidatedRule | null) =>
      isRead(service.namespace) &&
      (rule?.namespace === service.namespace || isRead(rootNamespace));
    return {
      groups: [...groups].flatMap(([rule, namespaces]) => {
        const named = namespaces.named.filter(
          (client) => client === rule?.namespace || isCertain(rule),
        );
        const others = namespaces.others && isCertain(rule);
        return named.length > 0 || others
          ? [{ rule, namespaces: { named, others } }]
          : [];
      }),
      describe: (several) => describe(clients, asked, [...several]),
    };
  };
}

interface MutableNamespaces {
  readonly named: string[];
  others: boolean;
}

/** One set of labels for every way in which the selectors of a namespace's rules pick among its pods. */
function clientLabels(
  index: MeshIndex,
): (namespace: string) => readonly Labels[] {
  const withSelector = lazily(() =>
    groupBy(
      index.inventory.destinationRules.filter(
        ({ workloadSelector }) => workloadSelector !== null,
      ),
      ({ namespace }) => namespace,
    ),
  );
  const answers = new Map<string, readonly Labels[]>();
  return (namespace) => {
    const rules = withSelector().get(namespace);
    if (rules === undefined) return ANY_CLIENT;
    const known = answers.get(namespace) ?? distinctClients(index, rules);
    answers.set(namespace, known);
    return known;
  };
}

const ANY_CLIENT: readonly Labels[] = [{}];

/** Stands for everything about clients that what they are told depends on, beside the rules themselves. */
export const clientsKey = oncePerIndex((index) => {
  const selecting = groupBy(
    index.inventory.destinationRules.filter(
      ({ workloadSelector }) => workloadSelector !== null,
    ),
    ({ namespace }) => namespace,
  );
  const patterns = [...selecting]
    .map(([namespace, rules]) => {
      const names = [...clientsByPattern(index, rules).keys()].sort(
        compareText,
      );
      return `${namespace}:${names.join(";")}`;
    })
    .sort(compareText);
  return `${identityOf(clientNamespaces(index))} ${patterns.join(" ")}`;
});

function distinctClients(
  index: MeshIndex,
  rules: readonly DestinationRule[],
): readonly Labels[] {
  return [...clientsByPattern(index, rules).values()];
}

function clientsByPattern(
  index: MeshIndex,
  rules: readonly DestinationRule[],
): ReadonlyMap<string, Labels> {
  const namespace = rules[0]?.namespace ?? "";
  const pods = index.podsByNamespace.get(namespace) ?? [];
  const about = rules.map(identityOf).join();
  const known = patternsOf.get(pods);
  if (known?.about === about) return known.byMatches;
  const selectors = new SelectorIndex(
    rules,
    ({ workloadSelector }) => workloadSelector ?? {},
  );
  const byMatches = new Map<string, Labels>();
  for (const pod of pods) {
    if (!isSidecarClient(pod)) continue;
    const matches = selectors.matching(pod.labels);
    byMatches.set(matches.map(({ name }) => name).join(), pod.labels);
  }
  patternsOf.set(pods, { about, byMatches });
  return byMatches;
}

/** Pods change far more often than rules that select among them. */
const patternsOf = new WeakMap<
  readonly Pod[],
  { readonly about: string; readonly byMatches: ReadonlyMap<string, Labels> }
>();

/** At most SHOWN names: a rule for the whole mesh would otherwise repeat every namespace in every finding. */
function describe(
  clients: readonly string[],
  asked: ReadonlySet<string>,
  groups: readonly ClientNamespaces[],
): string {
  const named = new Set(groups.flatMap((group) => group.named));
  const others = groups.some((group) => group.others);
  const count = named.size + (others ? clients.length - asked.size : 0);
  const shown: string[] = [];
  for (const name of others ? clients : [...named].sort(compareText)) {
    if (shown.length === SHOWN) break;
    if (named.has(name) || !asked.has(name)) shown.push(name);
  }
  const more = count - shown.length;
  return shown.join(", ") + (more > 0 ? ` +${more}` : "");
}

const SHOWN = 5;
