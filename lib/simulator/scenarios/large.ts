import { fractionOf, hashOf } from "@/lib/simulator/random";
import { Cluster } from "./build/cluster";
import { addControlPlane, addKubernetesBasics } from "./build/control-plane";
import type { Scenario, ScenarioOptions } from "./scenario";

const namespaceCount = 300;
const serviceCount = 1_000;
/** Every service has two pods; together with the control plane's a little over two thousand. */
const replicas = 2;
const callsPerService = 3;

const teams = [
  "orders",
  "billing",
  "catalog",
  "identity",
  "search",
  "media",
  "pricing",
  "shipping",
  "support",
  "growth",
  "risk",
  "data",
] as const;
const roles = ["api", "worker", "gateway", "store", "cache"] as const;

interface Placed {
  readonly namespace: string;
  readonly name: string;
  readonly protocol: "http" | "grpc" | "tcp";
}

/** A big company, generated: 300 namespaces, 1,000 services, 2,000 pods, most of it injected, a third of it STRICT. */
export function large(options: ScenarioOptions): Scenario {
  const cluster = new Cluster(options);
  const chance = (text: string) => fractionOf(`${options.seed}|${text}`);
  cluster.addNodes(40);
  addKubernetesBasics(cluster);
  addControlPlane(cluster, { autoMtls: true });
  const namespaces = addNamespaces(cluster, chance);
  const services: Placed[] = [];
  for (let index = 0; index < serviceCount; index += 1) {
    const namespace = namespaces[index % namespaces.length] ?? "orders-0";
    const role = roles[Math.floor(index / namespaceCount) % roles.length];
    const draw = chance(`${namespace}|${index}|protocol`);
    const service: Placed = {
      namespace,
      name: `${namespace}-${role}`,
      protocol: draw < 0.65 ? "http" : draw < 0.85 ? "grpc" : "tcp",
    };
    addGeneratedService(cluster, service);
    services.push(service);
  }
  addGeneratedCalls(cluster, options.seed, services);
  return cluster.scenario("large");
}

function addNamespaces(
  cluster: Cluster,
  chance: (text: string) => number,
): string[] {
  const names: string[] = [];
  for (let index = 0; index < namespaceCount; index += 1) {
    const name = `${teams[index % teams.length]}-${Math.floor(index / teams.length)}`;
    names.push(name);
    const draw = chance(`${name}|mesh`);
    cluster.addNamespace(name, {
      injected: draw > 0.12,
      scraped: draw < 0.97,
      ageDays: 42,
    });
    if (draw > 0.12 && chance(`${name}|strict`) < 0.33) {
      cluster.addPeerAuthentication({
        namespace: name,
        name: "default",
        mode: "STRICT",
        ageDays: 20,
      });
    }
    if (chance(`${name}|rule`) < 0.03) {
      cluster.addDestinationRule({
        namespace: name,
        name: "no-mtls",
        host: "*.svc.cluster.local",
        tls: "DISABLE",
        ageDays: 35,
      });
    }
  }
  return names;
}

function addGeneratedService(
  cluster: Cluster,
  { namespace, name, protocol }: Placed,
): void {
  cluster.addWorkload({
    namespace,
    name,
    replicas,
    version: "v1",
    ports: [{ name: protocol, port: 8080 }],
    ageDays: 35,
  });
  cluster.addService({
    namespace,
    name,
    selector: { app: name },
    ports: [{ name: protocol, port: 80, targetPort: 8080 }],
    ageDays: 36,
  });
}

function addGeneratedCalls(
  cluster: Cluster,
  seed: number,
  services: readonly Placed[],
): void {
  services.forEach((caller, index) => {
    for (let call = 0; call < callsPerService; call += 1) {
      const draw = hashOf(`${seed}|${index}|${call}|callee`);
      // Half of all calls stay near: a neighbour in the list is mostly of the same few teams.
      const callee =
        services[
          (draw % 2 === 0 ? index + 1 + (draw % 60) : draw) % services.length
        ];
      if (callee === undefined || callee === caller) {
        continue;
      }
      cluster.addFlow({
        from: {
          kind: "workload",
          namespace: caller.namespace,
          workload: caller.name,
        },
        to: {
          kind: "service",
          namespace: callee.namespace,
          service: callee.name,
          port: 80,
        },
        protocol: callee.protocol,
        ratePerS: 0.02 + 3 * fractionOf(`${seed}|${index}|${call}|rate`) ** 3,
      });
    }
  });
}
