import { addAmbientNodes } from "@/lib/simulator/scenarios/build/ambient";
import { Cluster } from "@/lib/simulator/scenarios/build/cluster";
import {
  addControlPlane,
  addKubernetesBasics,
} from "@/lib/simulator/scenarios/build/control-plane";
import type {
  Scenario,
  ScenarioOptions,
} from "@/lib/simulator/scenarios/scenario";
import { addCalls } from "./calls";
import { type CompanyOptions, type PlannedNamespace, planOf } from "./plan";
import { addPolicies, addRules } from "./policies";
import { hasSidecars } from "./stage";

/** A generated company in the middle of its migration; the control plane's own objects come on top. */
export function company(
  name: string,
  company: CompanyOptions,
  options: ScenarioOptions,
): Scenario {
  const cluster = new Cluster(options);
  cluster.addNodes(company.nodes);
  addKubernetesBasics(cluster);
  addControlPlane(cluster, { autoMtls: true, ambient: company.hasAmbient });
  if (company.hasAmbient) {
    addAmbientNodes(cluster);
  }
  const namespaces = planOf(company, options.seed);
  for (const namespace of namespaces) {
    addNamespace(cluster, namespace, company.hasAmbient);
  }
  addPolicies(cluster, company, options.seed, namespaces);
  addRules(cluster, company, options.seed, namespaces);
  addCalls(cluster, company, options.seed, namespaces);
  return cluster.scenario(name);
}

function addNamespace(
  cluster: Cluster,
  { name, index, stage, services }: PlannedNamespace,
  hasAmbient: boolean,
): void {
  // Where pods were restarted since ambient came, their sidecars take HBONE too (semantics B5).
  const takesHbone = hasAmbient && hasSidecars(stage) && index % 3 !== 0;
  cluster.addNamespace(name, {
    injected: hasSidecars(stage),
    ambient: stage === "ambient",
    scraped: stage !== "unseen",
    ageDays: 42,
  });
  for (const service of services) {
    const { protocol, replicas } = service;
    cluster.addWorkload({
      namespace: name,
      name: service.name,
      replicas,
      version: "v1",
      ...(takesHbone
        ? { podLabels: { "networking.istio.io/tunnel": "http" } }
        : {}),
      ports: [{ name: protocol, port: 8080 }],
      ageDays: 35,
    });
    cluster.addService({
      namespace: name,
      name: service.name,
      selector: { app: service.name },
      ports: [{ name: protocol, port: 80, targetPort: 8080 }],
      ageDays: 36,
    });
  }
}
