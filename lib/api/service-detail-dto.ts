import "server-only";
import { remedyFor } from "@/lib/attribution/remedy";
import { workloadsWithoutProxy } from "@/lib/attribution/workloads-without-proxy";
import { inTurns } from "@/lib/clock/in-turns";
import type { MatrixRow } from "@/lib/mesh/matrix/matrix";
import {
  assessPortsInParts,
  type PortReadiness,
} from "@/lib/mesh/readiness/port-readiness";
import type { Reason } from "@/lib/mesh/readiness/reason";
import type { Caller as MeshCaller } from "@/lib/mesh/traffic/caller";
import { roundAgainstUs, roundUp } from "@/lib/mesh/traffic/counts";
import type { RefusedCaller as MeshRefusedCaller } from "@/lib/mesh/traffic/refused-caller";
import type { MeshSnapshot } from "@/lib/snapshot/mesh-snapshot";
import type { Caller } from "./contract";
import { ApiProblem } from "./problem";
import type {
  RefusedCaller,
  ServiceAnswer,
  ServiceDetail,
} from "./service-detail-contract";
import { isoTimeOf, modeKnown, toServiceRow } from "./snapshot-dto";

/**
 * One service of a snapshot as it crosses the border, with all that its line leaves out.
 * @param context the kubeconfig's, for the commands; null = kubectl's own choice
 * @throws ApiProblem "service-unknown"
 */
export async function toServiceAnswer(
  asked: { readonly namespace: string; readonly service: string },
  snapshot: MeshSnapshot,
  context: string | null,
): Promise<ServiceAnswer> {
  const row = snapshot.matrix.rows.find(
    ({ service }) =>
      service.namespace === asked.namespace && service.name === asked.service,
  );
  if (!row) {
    throw new ApiProblem(
      "service-unknown",
      `There is no service ${asked.service} in the namespace ${asked.namespace}.`,
      "Reload the matrix; it may have been renamed or removed.",
    );
  }
  return {
    version: snapshot.version,
    window: snapshot.window,
    trafficAsOf: isoTimeOf(snapshot.trafficAsOfS),
    service: {
      ...toDetail(row, await portsOf(row, snapshot)),
      ...withoutProxy(row, snapshot, context),
    },
  };
}

/** Worked out once per snapshot, in turns: a service with thousands of ports takes seconds. */
const known = new WeakMap<
  MeshSnapshot,
  Map<MatrixRow, Promise<readonly PortReadiness[]>>
>();

function portsOf(
  row: MatrixRow,
  snapshot: MeshSnapshot,
): Promise<readonly PortReadiness[]> {
  const made = known.get(snapshot) ?? new Map();
  known.set(snapshot, made);
  const { index } = snapshot;
  const ports = made.get(row) ?? inTurns(assessPortsInParts({ ...row, index }));
  made.set(row, ports);
  return ports;
}

export function toCaller(caller: MeshCaller): Caller {
  return {
    namespace: caller.namespace,
    workload: caller.workload,
    principal: caller.principal,
    requests: roundAgainstUs(caller.requests),
    connections: roundAgainstUs(caller.connections),
    lastPlaintextAt: isoTimeOf(caller.lastPlaintextS),
  };
}

function toDetail(
  row: MatrixRow,
  ports: readonly PortReadiness[],
): Omit<ServiceDetail, keyof ReturnType<typeof withoutProxy>> {
  const line = toServiceRow(row);
  return {
    ...line,
    verdict: {
      ...line.verdict,
      reasons: row.verdict.reasons.map(toReason),
    },
    policy: toPolicy(row, ports),
    firstPlaintextAt: isoTimeOf(row.firstPlaintextS),
    clientTls: row.clientTls.map(({ namespace, sends, rule }) => ({
      namespace,
      sends,
      rule,
    })),
    callers: row.cells.flatMap(({ callers }) => callers.map(toCaller)),
    refusedCallers: row.refused.map(toRefusedCaller),
  };
}

/** What helps is alike for all of them: a few show it. */
const MOST_WORKLOADS = 5;

function withoutProxy(
  { policy }: MatrixRow,
  { index }: MeshSnapshot,
  context: string | null,
) {
  const found = workloadsWithoutProxy(index, policy.pods);
  return {
    withoutProxy: found
      .slice(0, MOST_WORKLOADS)
      .map(({ workload, pods, reason }) => {
        const near = index.namespaces.get(workload.namespace)?.labels ?? {};
        const remedy = remedyFor(index, { workload, reason }, context, near);
        const { code, commands } = remedy;
        return {
          workload,
          pods,
          ...reason,
          remedy: { code, commands: [...commands] },
        };
      }),
    moreWithoutProxy: Math.max(0, found.length - MOST_WORKLOADS),
  };
}

function toRefusedCaller(caller: MeshRefusedCaller): RefusedCaller {
  const { namespace, workload, principal, certainty } = caller;
  return {
    namespace,
    workload,
    principal,
    certainty,
    requests: roundUp(caller.requests),
    connections: roundUp(caller.connections),
    firstAt: isoTimeOf(caller.firstSeenS),
    lastAt: isoTimeOf(caller.lastSeenS),
  };
}

function toReason(reason: Reason): ServiceDetail["verdict"]["reasons"][number] {
  return { ...reason, objects: [...reason.objects] };
}

function toPolicy(
  row: MatrixRow,
  ports: readonly PortReadiness[],
): ServiceDetail["policy"] {
  const { policy } = row;
  const readable = modeKnown(row);
  return {
    decidedBy: [...policy.decidedBy],
    shadowed: policy.shadowed.map((shadowed) => ({ ...shadowed })),
    ports: ports.map(({ port, state, reasons }) => ({
      servicePort: port.servicePort.port,
      name: port.servicePort.name,
      targetPorts: [...new Set(port.pods.map(({ targetPort }) => targetPort))],
      mode: readable ? port.mode : "UNKNOWN",
      verdict: { state, reasons: reasons.map(toReason) },
    })),
  };
}
