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
    for (const probe of probesOf(container)) {
      found.set(`${probe.by}/${probe.port}`, probe);
    }
  }
  return [...found.values()];
}

function probesOf(container: Container): NetworkProbe[] {
  const { livenessProbe, readinessProbe, startupProbe } = container;
  return [livenessProbe, readinessProbe, startupProbe].flatMap((probe) =>
    (
      [
        ["http", probe?.httpGet],
        ["tcp", probe?.tcpSocket],
        ["grpc", probe?.grpc],
      ] as const
    ).flatMap(([by, target]) =>
      target ? [{ by, port: portNumber(container, target.port) }] : [],
    ),
  );
}

function portNumber(
  { ports }: Container,
  port: number | string,
): number | null {
  if (typeof port === "number") return port;
  return ports.find(({ name }) => name === port)?.containerPort ?? null;
}
