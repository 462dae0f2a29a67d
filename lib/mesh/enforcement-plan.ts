/**
 * What a button would do, decided before anything is written: the objects to change, every workload
 * port whose mode moves, who would be refused, and what speaks against it. All of it is computed by
 * running the law on the inventory as it is and as it would be.
 */
import type { Action } from "./action";
import type { Caller } from "./caller";
import { type ClientSends, clientTlsByNamespace } from "./client-namespaces";
import type { Matrix, MatrixRow } from "./matrix";
import { indexMesh, type MeshIndex } from "./mesh-index";
import type { ObjectMeta } from "./objects";
import { managedElsewhere } from "./ownership";
import { planLock } from "./plan-lock";
import { planMutualTls, planUndoMutualTls } from "./plan-mutual-tls";
import { planUnlock } from "./plan-unlock";
import { applyChanges, type PolicyChange } from "./policy-change";
import { type PortEffect, portEffects } from "./port-effects";
import { blockers, reason, unknowns, warnings } from "./readiness";
import type { Reason } from "./reason";
import { resolveService } from "./service-mode";

export interface EnforcementPlan {
  readonly action: Action;
  readonly row: MatrixRow;
  readonly changes: readonly PolicyChange[];
  readonly effects: readonly PortEffect[];
  readonly clientEffects: readonly {
    readonly namespace: string;
    readonly before: ClientSends;
    readonly after: ClientSends;
  }[];
  readonly refused: readonly Caller[];
  readonly unaffected: readonly Caller[];
  readonly objections: readonly Reason[];
  readonly needsConfirmation: boolean;
}

/** @returns null where the action cannot be taken on this service at all. */
export function planEnforcement(
  action: Action,
  index: MeshIndex,
  matrix: Matrix,
  row: MatrixRow,
): EnforcementPlan | null {
  if (!row.actions.includes(action)) return null;
  const changes = plannedChanges(action, index, row);
  if (changes.length === 0) return null;
  const after = indexMesh(applyChanges(index.inventory, changes));
  const effects = portEffects(index, after, row.service.namespace);
  const objections = [
    ...ownerObjections(index, changes),
    ...readinessObjections(action, index, row),
    ...outcomeObjections(action, after, row),
  ];
  return {
    action,
    row,
    changes,
    effects,
    clientEffects: clientEffects(after, row),
    ...splitCallers(action, matrix, row, effects),
    objections,
    needsConfirmation:
      objections.some(({ level }) => level === "block") ||
      (action === "lock" && row.verdict.state !== "READY"),
  };
}

function plannedChanges(
  action: Action,
  index: MeshIndex,
  row: MatrixRow,
): PolicyChange[] {
  switch (action) {
    case "lock":
      return planLock(index, row.service, row.policy);
    case "unlock":
      return planUnlock(index, row.service, row.policy);
    case "require-mutual-tls":
      return planMutualTls(index, row.service, row.clientTls);
    case "undo-mutual-tls":
      return planUndoMutualTls(index, row.service);
    default:
      return action satisfies never;
  }
}

function clientEffects(after: MeshIndex, row: MatrixRow) {
  const policyAfter = resolveService(after, row.service);
  const sentAfter = new Map(
    clientTlsByNamespace(
      after,
      row.service,
      policyAfter,
      row.clientTls.map(({ namespace }) => namespace),
    ).map(({ namespace, sends }) => [namespace, sends]),
  );
  return row.clientTls.flatMap(({ namespace, sends }) => {
    const later = sentAfter.get(namespace) ?? sends;
    return later === sends ? [] : [{ namespace, before: sends, after: later }];
  });
}

/** Locking pods locks them for every service that selects them, so their callers count too. */
function splitCallers(
  action: Action,
  matrix: Matrix,
  row: MatrixRow,
  effects: readonly PortEffect[],
): Pick<EnforcementPlan, "refused" | "unaffected"> {
  const names = new Set([
    row.service.name,
    ...effects.flatMap(({ services }) => services),
  ]);
  const callers = matrix.rows
    .filter(
      ({ service }) =>
        service.namespace === row.service.namespace && names.has(service.name),
    )
    .flatMap(({ cells }) => cells.flatMap((cell) => cell.callers));
  const sendsPlaintext = ({ requests, connections }: Caller) =>
    requests.plaintext + connections.plaintext > 0;
  if (action !== "lock") return { refused: [], unaffected: callers };
  return {
    refused: callers.filter(sendsPlaintext),
    unaffected: callers.filter((caller) => !sendsPlaintext(caller)),
  };
}

function readinessObjections(
  action: Action,
  index: MeshIndex,
  row: MatrixRow,
): Reason[] {
  if (action !== "lock") return [];
  const facts = {
    ...row,
    index,
    callers: row.cells.flatMap((cell) => cell.callers),
  };
  return [...blockers(facts), ...unknowns(row.evidence), ...warnings(facts)];
}

/** E04, E18: after the change, is the service what the button promised? */
function outcomeObjections(
  action: Action,
  after: MeshIndex,
  row: MatrixRow,
): Reason[] {
  if (action !== "lock") return [];
  const policy = resolveService(after, row.service);
  if (policy.mode === "STRICT") return [];
  const open = policy.ports.flatMap(({ servicePort, pods }) =>
    pods
      .filter(({ mode }) => mode !== null && mode !== "STRICT")
      .map(({ pod }) => `${pod.workload.name}:${servicePort.port}`),
  );
  return open.length === 0
    ? []
    : [
        reason(
          "policy-without-effect",
          "block",
          { ports: [...new Set(open)].join(", ") },
          policy.decidedBy,
        ),
      ];
}

/** E26: a GitOps tool will put its own version back. */
function ownerObjections(
  index: MeshIndex,
  changes: readonly PolicyChange[],
): Reason[] {
  return changes.flatMap((change) => {
    const object = findObject(index, change);
    const owner = object && managedElsewhere(object);
    return owner
      ? [
          reason(
            "managed-elsewhere",
            "warn",
            { owner, object: `${change.ref.namespace}/${change.ref.name}` },
            [change.ref],
          ),
        ]
      : [];
  });
}

function findObject(
  index: MeshIndex,
  change: PolicyChange,
): ObjectMeta | undefined {
  const { peerAuthentications, destinationRules } = index.inventory;
  const list: readonly ObjectMeta[] =
    change.ref.kind === "PeerAuthentication"
      ? peerAuthentications
      : destinationRules;
  return list.find(
    ({ namespace, name }) =>
      namespace === change.ref.namespace && name === change.ref.name,
  );
}
