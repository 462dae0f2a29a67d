/**
 * The preview of a button: plan on the current snapshot, read the live objects, ask the API server
 * for a dry run. Nothing is written.
 */
import { createHash } from "node:crypto";
import type { Action } from "@/lib/mesh/matrix/action";
import {
  type EnforcementPlan,
  planEnforcement,
} from "@/lib/mesh/plan/enforcement-plan";
import { changedObject } from "@/lib/mesh/plan/policy-change";
import { type Reason, reason } from "@/lib/mesh/readiness/reason";
import type { Window } from "@/lib/mesh/window";
import type { Hub } from "@/lib/snapshot/hub";
import type { MeshSnapshot } from "@/lib/snapshot/mesh-snapshot";
import { type DryRun, dryRunAll } from "./dry-run";
import {
  type Operation,
  type OperationContext,
  prepareOperation,
} from "./operation";
import { EnforcementProblem } from "./problem";

export interface EnforcementTarget {
  readonly action: Action;
  readonly namespace: string;
  readonly service: string;
  readonly window: Window;
}

export interface PreparedEnforcement {
  readonly plan: EnforcementPlan;
  readonly operations: readonly Operation[];
  readonly objections: readonly Reason[];
  readonly needsConfirmation: boolean;
  readonly dryRun: DryRun;
  /** Changes when anything changes that the user should look at again. */
  readonly planHash: string;
}

/** Throws EnforcementProblem (service-unknown, not-lockable) and KubernetesProblem. */
export async function prepareEnforcement(
  hub: Hub,
  target: EnforcementTarget,
): Promise<PreparedEnforcement> {
  const snapshot = await hub.latestSnapshot(target.window);
  const plan = planOn(snapshot, target);
  const context: OperationContext = {
    connection: hub.connection,
    apiVersionOf: (kind) => servedVersion(snapshot, kind),
    plannedVersion: (ref) =>
      changedObject(snapshot.index.inventory, ref)?.resourceVersion,
    service: `${target.namespace}/${target.service}`,
    action:
      target.action === "undo-mutual-tls"
        ? "require-mutual-tls"
        : target.action,
  };
  const operations = await Promise.all(
    plan.changes.map((change) => prepareOperation(change, context)),
  );
  const objections = [...plan.objections, ...editedSince(operations)];
  const dryRun = await dryRunAll(operations, hub.connection);
  return {
    plan,
    operations,
    objections,
    needsConfirmation:
      plan.needsConfirmation ||
      objections.some(({ level }) => level === "block"),
    dryRun,
    planHash: hashOf(target, plan, operations, objections),
  };
}

function planOn(
  snapshot: MeshSnapshot,
  target: EnforcementTarget,
): EnforcementPlan {
  const { namespace, service, action } = target;
  const row = snapshot.matrix.rows.find(
    (candidate) =>
      candidate.service.namespace === namespace &&
      candidate.service.name === service,
  );
  if (!row) {
    throw new EnforcementProblem(
      "service-unknown",
      `There is no service ${service} in namespace ${namespace}.`,
    );
  }
  const plan = planEnforcement(action, snapshot.index, snapshot.matrix, row);
  if (!plan) {
    throw new EnforcementProblem(
      "not-lockable",
      `The action ${action} is not possible for ${namespace}/${service} now.`,
    );
  }
  return plan;
}

/** The statement that knows in which version a kind is served. */
const SOURCE_OF: Readonly<Record<string, string>> = {
  PeerAuthentication: "kubernetes/peerauthentications.security.istio.io",
  Policy: "kubernetes/policies.authentication.istio.io",
  DestinationRule: "kubernetes/destinationrules.networking.istio.io",
};

function servedVersion(snapshot: MeshSnapshot, kind: string): string {
  const statement = snapshot.sources.find(({ id }) => id === SOURCE_OF[kind]);
  if (!statement?.version) {
    throw new EnforcementProblem(
      "not-lockable",
      `This cluster does not serve ${kind}.`,
    );
  }
  return statement.version;
}

/** Restoring an object that was edited after our change would undo that edit as well. */
function editedSince(operations: readonly Operation[]): Reason[] {
  return operations
    .filter((operation) => operation.editedSince)
    .map(({ ref }) =>
      reason(
        "changed-since",
        "block",
        { object: `${ref.namespace}/${ref.name}` },
        [ref],
      ),
    );
}

/** Counts move with every request, so they are left out: who is refused matters, not how often they called. */
function hashOf(
  target: EnforcementTarget,
  plan: EnforcementPlan,
  operations: readonly Operation[],
  objections: readonly Reason[],
): string {
  const looked = {
    target,
    operations: operations.map(({ verb, ref, live, body }) => ({
      verb,
      ref,
      resourceVersion: live?.resourceVersion ?? null,
      body,
    })),
    effects: plan.effects,
    clientEffects: plan.clientEffects,
    refused: plan.refused.map(({ namespace, workload, principal }) => [
      namespace,
      workload,
      principal,
    ]),
    objections: objections.map(({ code, level, objects }) => [
      code,
      level,
      objects,
    ]),
  };
  return createHash("sha256").update(JSON.stringify(looked)).digest("hex");
}
