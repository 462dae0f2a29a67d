import type { Inventory } from "@/lib/mesh/objects";
import { type Reason, reason } from "./reason";
import type { ServiceFacts } from "./service-facts";

/** What is read beside policies and pods, and could not be read completely: callers or machines may be missing. */
export type UnreadKind =
  | "Ingresses"
  | "ServiceMonitors and PodMonitors"
  | "Sidecars"
  | "WorkloadEntries";

export function unreadKindsOf(inventory: Inventory): readonly UnreadKind[] {
  const kinds = [
    ["Ingresses", inventory.ingresses],
    ["ServiceMonitors and PodMonitors", inventory.metricsMonitors],
    ["Sidecars", inventory.sidecars],
    ["WorkloadEntries", inventory.workloadEntries],
  ] as const;
  return kinds.flatMap(([name, read]) => (read?.complete ? [] : [name]));
}

/** E11, E13, E24: no caller is known by these. One that called within the window was counted all the same. */
export function unreadCallers({ surroundings }: ServiceFacts): Reason[] {
  return unread(
    surroundings.unreadKinds.filter((kind) => kind !== "WorkloadEntries"),
  );
}

/** E23: as true of a locked service: machines may stand behind it that nobody has looked at. */
export function unreadMachines({ surroundings }: ServiceFacts): Reason[] {
  return unread(
    surroundings.unreadKinds.filter((kind) => kind === "WorkloadEntries"),
  );
}

function unread(kinds: readonly UnreadKind[]): Reason[] {
  return kinds.length === 0
    ? []
    : [reason("kinds-unreadable", "warn", { kinds: kinds.join(", ") })];
}
