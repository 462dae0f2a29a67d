/**
 * How one service gets a mode where a policy can only be said in the words of Istio 1.4 (semantics C).
 *
 * A Policy speaks for the Services it names. One that names only this service is edited where it
 * stands. One that also names others stays: a newer Policy that names the ports goes before it. Only a
 * shared Policy that names those very ports, or a service that has none, cannot be outdone: there the
 * oldest wins.
 */
import {
  type LegacyPolicyIndex,
  legacyPolicyFor,
  legacyPolicyMode,
} from "@/lib/mesh/index/legacy-policy";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { refKey, serviceRef } from "@/lib/mesh/object-ref";
import type { LegacyPolicy, Service, ServicePort } from "@/lib/mesh/objects";
import { legacyPort } from "@/lib/mesh/server/legacy-server-mode";
import { servedPorts } from "@/lib/mesh/server/served-ports";

export interface LegacyTarget {
  readonly name: string;
  /** Service ports; empty = all of the service. */
  readonly ports: readonly number[];
}

export interface LegacyModeChanges {
  /** Policies to give the mode where they stand. */
  readonly edits: readonly LegacyPolicy[];
  /** What a new Policy has to name; empty = none is needed. */
  readonly targets: readonly LegacyTarget[];
  /** Why it cannot be done without changing something else as well; the other two are then only a part. */
  readonly obstacles: readonly LegacyObstacle[];
}

export interface LegacyObstacle {
  readonly policy: LegacyPolicy;
  /** A policy goes as a whole: a new one before it would end its check of end users. */
  readonly code: "names-other-services" | "checks-end-users";
}

export function legacyModeChanges(
  index: MeshIndex,
  service: Service,
  mode: "STRICT" | "PERMISSIVE",
): LegacyModeChanges {
  const legacy = index.legacyPolicies;
  const edits = new Set<LegacyPolicy>();
  const targets: LegacyTarget[] = [];
  const obstacles = new Map<LegacyPolicy, LegacyObstacle>();
  if (legacy === null) return { edits: [], targets: [], obstacles: [] };
  const reach = reachedPorts(index, service);
  for (const { of, ports } of reach) {
    const open: (ServicePort | null)[] = [];
    for (const port of ports) {
      const policy = legacyPolicyFor(legacy, of, legacyPort(port));
      if (legacyPolicyMode(policy).enforced === mode) continue;
      const way = wayAround(policy, of, port, reach);
      if (way === "edit" && policy) edits.add(policy);
      else if (way === "create") open.push(port);
      else if (way !== "edit" && policy) {
        obstacles.set(policy, { policy, code: way });
      }
    }
    if (open.length > 0) {
      targets.push(targetFor(legacy, of, open, of.name === service.name));
    }
  }
  return { edits: [...edits], targets, obstacles: [...obstacles.values()] };
}

interface ReachedPorts {
  readonly of: Service;
  /** null = a service that declares no port. */
  readonly ports: readonly (ServicePort | null)[];
}

/** The service with all its ports, and of other services the ports that lead to the same ports of the same pods. */
function reachedPorts(index: MeshIndex, service: Service): ReachedPorts[] {
  const own = service.ports.filter(({ protocol }) => protocol === "TCP");
  const shared = new Map<string, { of: Service; ports: Set<ServicePort> }>();
  for (const pod of index.podsOf(service)) {
    const served = servedPorts(index, pod);
    const mine = new Set(
      service.ports.length === 0
        ? pod.containerPorts.map(({ port }) => port)
        : served
            .filter((entry) => entry.service.name === service.name)
            .map(({ targetPort }) => targetPort),
    );
    for (const entry of served) {
      if (entry.service.name === service.name) continue;
      if (!mine.has(entry.targetPort)) continue;
      const key = refKey(serviceRef(entry.service));
      const known = shared.get(key) ?? { of: entry.service, ports: new Set() };
      shared.set(key, known);
      known.ports.add(entry.servicePort);
    }
  }
  return [
    { of: service, ports: service.ports.length === 0 ? [null] : own },
    ...[...shared.values()].map(({ of, ports }) => ({
      of,
      ports: [...ports],
    })),
  ];
}

function wayAround(
  policy: LegacyPolicy | null,
  service: Service,
  port: ServicePort | null,
  reach: readonly ReachedPorts[],
): "edit" | "create" | LegacyObstacle["code"] {
  if (policy === null) return "create";
  if (policy.targets.length > 0 && namesNothingElse(policy, reach)) {
    return "edit";
  }
  // Without ports of its own a service can only be named as a whole, and nothing goes before that.
  const namesPort = policy.targets.some(
    (target) =>
      target.name === service.name &&
      (port === null
        ? target.ports.length === 0
        : target.ports.some((it) => it === port.port || it === port.name)),
  );
  if (namesPort) return "names-other-services";
  return policy.checksOrigins ? "checks-end-users" : "create";
}

/** Of this service it may name anything; of those beside it only ports that have to change as well. */
function namesNothingElse(
  policy: LegacyPolicy,
  [own, ...beside]: readonly ReachedPorts[],
): boolean {
  return policy.targets.every((target) => {
    if (target.name === own?.of.name) return true;
    const other = beside.find(({ of }) => of.name === target.name);
    return (
      target.ports.length > 0 &&
      target.ports.every((named) =>
        other?.ports.some(
          (port) => port?.port === named || port?.name === named,
        ),
      )
    );
  });
}

/** All of the service where no Policy names all of it already; otherwise the ports, which go before that one. */
function targetFor(
  legacy: LegacyPolicyIndex,
  { namespace, name }: Service,
  ports: readonly (ServicePort | null)[],
  isOwn: boolean,
): LegacyTarget {
  const all = legacyPolicyFor(
    legacy,
    { namespace, name },
    { number: null, name: null },
  );
  const isNamed = all !== null && all.targets.length > 0;
  return isOwn && !isNamed
    ? { name, ports: [] }
    : { name, ports: ports.flatMap((port) => port?.port ?? []) };
}
