import type { MutualTlsMode } from "@/lib/mesh/mode";
import type { LegacyView, MeshView, PodView, ServiceView } from "./view";
import { selects } from "./view";

/**
 * What a proxy of Istio 1.4 or 1.5 accepts at a container port (semantics C): the policy of the service
 * port that leads there. A port that no Service declares gets no listener, and so no policy: whatever
 * arrives is passed on as it is.
 */
export function legacyMode(
  mesh: MeshView,
  legacy: LegacyView,
  pod: PodView,
  port: number,
): MutualTlsMode {
  const first = portsLeadingTo(mesh, pod, port)[0];
  return first === undefined
    ? "DISABLE"
    : (legacyPolicyMode(legacy, first.service, first.servicePort) ?? "DISABLE");
}

/** Where several Services share a port, the listener that was made first stays: the oldest one's. */
function portsLeadingTo(mesh: MeshView, pod: PodView, port: number) {
  return (mesh.servicesByNamespace.get(pod.namespace) ?? [])
    .filter(
      ({ selector }) => selector !== null && selects(selector, pod.labels),
    )
    .sort(
      (left, right) =>
        left.createdMs - right.createdMs || (left.name < right.name ? -1 : 1),
    )
    .flatMap((service) =>
      service.ports
        .filter(({ targetPort }) =>
          typeof targetPort === "number"
            ? targetPort === port
            : pod.namedPorts.get(targetPort) === port,
        )
        .map((servicePort) => ({ service, servicePort })),
    );
}

/** The mode of a service port; null = no policy speaks for it (semantics C, selection). */
export function legacyPolicyMode(
  legacy: LegacyView,
  service: ServiceView,
  port: ServiceView["ports"][number],
): MutualTlsMode | null {
  const own = legacy.policies.filter(
    ({ namespace }) => namespace === service.namespace,
  );
  const entries = own.flatMap((policy) =>
    policy.targets
      .filter(({ name }) => name === service.name)
      .map(({ ports }) => ({ policy, ports })),
  );
  const found =
    entries.find(({ ports }) =>
      ports.some((it) => it === port.port || (it === port.name && it !== "")),
    ) ?? entries.find(({ ports }) => ports.length === 0);
  const policy =
    found?.policy ?? own.find(({ targets }) => targets.length === 0);
  return policy === undefined ? legacy.meshMode : policy.mode;
}
