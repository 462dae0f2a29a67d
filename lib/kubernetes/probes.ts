import type { z } from "zod";
import type { NetworkProbe } from "@/lib/mesh/objects";
import type { podSchema } from "./core-schema";

type Container = z.output<typeof podSchema>["spec"]["containers"][number];

/** The kubelet's probes over the network, without repeats. The proxy's own probe is answered by its agent. */
export function networkProbes(
  containers: readonly Container[],
): NetworkProbe[] {
  const found = new Map<string, NetworkProbe>();
  for (const container of containers) {
    if (container.name === "istio-proxy") continue;
    const { livenessProbe, readinessProbe, startupProbe } = container;
    for (const probe of [livenessProbe, readinessProbe, startupProbe]) {
      if (!probe) continue;
      for (const by of ["http", "tcp", "grpc"] as const) {
        const target = probe[FIELDS[by]];
        if (!target) continue;
        const port = portNumber(container, target.port);
        found.set(`${by}/${port}`, { by, port });
      }
    }
  }
  return [...found.values()];
}

const FIELDS = { http: "httpGet", tcp: "tcpSocket", grpc: "grpc" } as const;

function portNumber(
  { ports }: Container,
  port: number | string,
): number | null {
  if (typeof port === "number") return port;
  return ports.find(({ name }) => name === port)?.containerPort ?? null;
}
