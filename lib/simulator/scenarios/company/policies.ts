import { fractionOf } from "@/lib/simulator/random";
import type { Cluster } from "@/lib/simulator/scenarios/build/cluster";
import type { CompanyOptions, PlannedNamespace } from "./plan";
import { hasSidecars } from "./stage";

/** Namespaces with the old habit of switching mutual TLS off for all they have. */
const switchedOffShare = 0.02;

/** Exactly as many PeerAuthentications as asked for: those of namespaces, then of single workloads. */
export function addPolicies(
  cluster: Cluster,
  options: CompanyOptions,
  seed: number,
  namespaces: readonly PlannedNamespace[],
): void {
  let left = options.policies;
  const chance = (text: string) => fractionOf(`${seed}|${text}`);
  for (const { name, stage } of namespaces) {
    const says =
      stage === "locked" ||
      ((stage === "ready" || stage === "blocked") &&
        chance(`${name}|permissive`) < 0.4);
    if (says && left > 0) {
      left -= 1;
      cluster.addPeerAuthentication({
        namespace: name,
        name: "default",
        mode: stage === "locked" ? "STRICT" : "PERMISSIVE",
        ageDays: 20,
      });
    }
  }
  // Some were locked one by one before their namespace was; some are the only ones so far.
  for (const { service, stage } of inTurn(namespaces)) {
    if (left === 0) {
      break;
    }
    const isLocked = stage === "locked" || chance(`${service}|own`) < 0.4;
    left -= 1;
    cluster.addPeerAuthentication({
      namespace: service.namespace,
      name: service.name,
      selector: { app: service.name },
      mode: isLocked && stage !== "blocked" ? "STRICT" : "PERMISSIVE",
      ageDays: 30,
    });
  }
}

/** Rules that say what holds anyway, and a few that switch it off within one namespace. */
export function addRules(
  cluster: Cluster,
  options: CompanyOptions,
  seed: number,
  namespaces: readonly PlannedNamespace[],
): void {
  for (const { name, stage } of namespaces) {
    if (
      stage === "blocked" &&
      fractionOf(`${seed}|${name}|off`) < switchedOffShare
    ) {
      cluster.addDestinationRule({
        namespace: name,
        name: "no-mtls",
        host: `*.${name}.svc.cluster.local`,
        tls: "DISABLE",
        exportTo: ["."],
        ageDays: 35,
      });
    }
  }
  let left = options.rules;
  for (const { service } of inTurn([...namespaces].reverse())) {
    if (left === 0) {
      break;
    }
    left -= 1;
    cluster.addDestinationRule({
      namespace: service.namespace,
      name: service.name,
      host: `${service.name}.${service.namespace}.svc.cluster.local`,
      tls: "ISTIO_MUTUAL",
      ageDays: 33,
    });
  }
}

/** The first service of every namespace with sidecars, then the second of each. */
function* inTurn(namespaces: readonly PlannedNamespace[]) {
  const most = Math.max(...namespaces.map(({ services }) => services.length));
  for (let place = 1; place < most; place += 1) {
    for (const { services, stage } of namespaces) {
      const service = services[place];
      if (service !== undefined && hasSidecars(stage)) {
        yield { service, stage };
      }
    }
  }
}
