import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Pod, Service } from "@/lib/mesh/objects";

/** Ports of the pods behind these services that are said to be for metrics, by annotation or by name. */
export function metricsPorts(
  index: MeshIndex,
  services: readonly Service[],
): ReadonlySet<number> {
  return new Set(
    services.flatMap((service) => index.podsOf(service)).flatMap(portsOf),
  );
}

function portsOf({ annotations, containerPorts }: Pod): number[] {
  const annotated = Number(annotations["prometheus.io/port"]);
  return [
    ...(Number.isInteger(annotated) ? [annotated] : []),
    ...containerPorts
      .filter(({ name }) => /metrics|prom/.test(name))
      .map(({ port }) => port),
  ];
}
