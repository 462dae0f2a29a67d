import type { Inventory } from "@/lib/mesh/objects";
import { type Reason, reason } from "./reason";
import type { ServiceFacts } from "./service-facts";

/** What is read beside policies and pods, and could not be read completely: callers or machines may be missing. */
export type UnreadKind =
  | "Ingresses"
  | "ServiceMonitors and PodMonitors"
  | "Sidecars"
  | "Telemetries"
  | "WorkloadEntries";

export interface Unread {
  readonly kind: UnreadKind;
  /** null = maybe anywhere */
  readonly namespaces: readonly string[] | null;
}

export function unreadKindsOf(inventory: Inventory): readonly Unread[] {
  const kinds = [
    ["Ingresses", inventory.ingresses],
    ["ServiceMonitors and PodMonitors", inventory.metricsMonitors],
    ["Sidecars", inventory.sidecars],
    ["Telemetries", inventory.telemetries],
    ["WorkloadEntries", inventory.workloadEntries],
  ] as const;
  return kinds.flatMap(([kind, read]) =>
    read?.complete ? [] : [{ kind, namespaces: read?.unreadIn ?? null }],
  );
}

/**
 * E11, E13, E24: callers that these tell of may be missing; one that called within the window was counted all the
 * same, unless a Telemetry that nobody could read keeps the server from counting (semantics D4).
 */
export function unreadCallers(facts: ServiceFacts): Reason[] {
  return unread(facts, (kind) => kind !== "WorkloadEntries");
}

/** E23: as true of a locked service: machines may stand behind it that nobody has looked at. */
export function unreadMachines(facts: ServiceFacts): Reason[] {
  return unread(facts, (kind) => kind === "WorkloadEntries");
}

function unread(
  facts: ServiceFacts,
  isAsked: (kind: UnreadKind) => boolean,
): Reason[] {
  const kinds = facts.surroundings.unreadKinds
    .filter((read) => isAsked(read.kind) && concerns(read, facts))
    .map(({ kind }) => kind);
  return kinds.length === 0
    ? []
    : [reason("kinds-unreadable", "warn", { kinds: kinds.join(", ") })];
}

/** Anybody can write an object that cannot be read: it must not cast doubt on services it could never be about. */
function concerns(
  { kind, namespaces }: Unread,
  { index, service, callers }: ServiceFacts,
): boolean {
  if (namespaces === null) return true;
  const { rootNamespace } = index.meshConfig;
  const isUnread = (namespace: string | null) =>
    namespace === null || namespaces.includes(namespace);
  switch (kind) {
    case "Ingresses":
    case "WorkloadEntries":
      return isUnread(service.namespace);
    case "Telemetries":
      return isUnread(service.namespace) || isUnread(rootNamespace);
    case "Sidecars":
      return (
        isUnread(rootNamespace) ||
        callers.some(({ namespace }) => isUnread(namespace))
      );
    // It may look everywhere, from wherever it stands.
    case "ServiceMonitors and PodMonitors":
      return true;
    default:
      return kind satisfies never;
  }
}
