import type { ObjectRef } from "@/lib/mesh/objects";
import { isExcludedInboundPort, proxyShape } from "@/lib/mesh/server/proxy";
import { type Reason, reason, someOf } from "./reason";
import type { ServiceFacts } from "./service-facts";

/** E14: the API server has no identity of the mesh and speaks TLS of its own. */
export function apiServerCalls(facts: ServiceFacts): Reason[] {
  const { service, surroundings } = facts;
  const callees = surroundings.apiServerCallees.filter(
    (callee) =>
      callee.service.namespace === service.namespace &&
      callee.service.name === service.name &&
      isAskedAbout(facts, callee.service.port) &&
      isHeldToPolicy(facts, callee.service.port),
  );
  const ports = [...new Set(callees.map((callee) => callee.service.port))];
  return callees.length === 0
    ? []
    : [
        reason(
          "called-by-api-server",
          "block",
          { ports: ports.join(", ") },
          callees.map((callee) => callee.by),
        ),
      ];
}

/** Where one that the service does not declare leads to is not known: it may be any. */
function isAskedAbout(
  { index, service, onlyPort }: ServiceFacts,
  port: number,
): boolean {
  const whole = index.services.get(`${service.namespace}/${service.name}`);
  return (
    onlyPort === undefined ||
    onlyPort.servicePort.port === port ||
    whole?.ports.some((declared) => declared.port === port) !== true
  );
}

/** Where every pod keeps the called port out of its sidecar, a lock changes nothing for the API server. */
function isHeldToPolicy({ policy }: ServiceFacts, port: number): boolean {
  const called = policy.ports.find(
    ({ servicePort }) => servicePort.port === port,
  );
  return (
    called === undefined ||
    called.pods.length === 0 ||
    called.pods.some(
      ({ pod, targetPort }) =>
        proxyShape(pod) !== "sidecar" ||
        !isExcludedInboundPort(pod, targetPort),
    )
  );
}

/** E07, E13, E14, E16: who else may call, and was perhaps not seen. */
export function outsideCallers(facts: ServiceFacts): Reason[] {
  return [
    ...exposed(facts),
    ...apiServerUnknown(facts),
    ...rareJobs(facts),
    ...unmeshed(facts),
  ];
}

/** E13: load balancers and node ports lead past every proxy of the mesh, straight to the pods. */
function exposed({ service: { type } }: ServiceFacts): Reason[] {
  return type === "NodePort" || type === "LoadBalancer"
    ? [reason("reached-from-outside", "warn", { type })]
    : [];
}

/** The API server calls port 443 unless told otherwise. */
function apiServerUnknown({ service, surroundings }: ServiceFacts): Reason[] {
  if (surroundings.apiServerCalleesKnown) return [];
  const couldBe = service.ports.some(
    ({ port, name }) =>
      port === 443 || name.startsWith("https") || name.includes("webhook"),
  );
  return couldBe ? [reason("api-server-calls-unknown", "warn")] : [];
}

/**
 * E16: what ran within the window, or runs still, was counted like everybody else; what did not is invisible. A warning for
 * those beside the service, which are its likeliest callers; one about all of the mesh would stand everywhere.
 */
function rareJobs({ service, surroundings, reading }: ServiceFacts): Reason[] {
  const fromMs =
    reading === null
      ? Number.POSITIVE_INFINITY
      : (reading.evaluatedAtS - reading.windowS) * 1_000;
  const running = new Set(
    surroundings.unmeshed
      .filter(({ kind }) => kind === "CronJob")
      .map((job) => nameOf(job)),
  );
  const unseen = surroundings.unmeshedCronJobs.filter(
    (job) =>
      !running.has(nameOf(job)) &&
      !(job.lastRunAt !== null && Date.parse(job.lastRunAt) >= fromMs),
  );
  const isNear = unseen.some(
    ({ namespace }) => namespace === service.namespace,
  );
  return [
    ...(surroundings.cronJobsKnown
      ? []
      : [reason("cron-jobs-unreadable", "warn")]),
    ...(unseen.length > 0
      ? [
          reason("cron-jobs-without-proxy", isNear ? "warn" : "info", {
            jobs: unseen.length,
            named: someOf(unseen, nameOf),
          }),
        ]
      : []),
  ];
}

/**
 * E07: no warning. Each of them had the whole window to call and did not, which the evidence says by itself;
 * in a mesh that is half migrated a warning about them would stand at every service.
 */
function unmeshed({ surroundings }: ServiceFacts): Reason[] {
  const { unmeshed } = surroundings;
  return unmeshed.length === 0
    ? []
    : [
        reason("unmeshed-workloads", "info", {
          workloads: unmeshed.length,
          named: someOf(unmeshed, nameOf),
        }),
      ];
}

function nameOf({ namespace, name }: Pick<ObjectRef, "namespace" | "name">) {
  return `${namespace}/${name}`;
}
