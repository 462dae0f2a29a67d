/**
 * What a button would do, decided before anything is written: the objects to change, every workload
 * port whose mode moves, who would be refused, and what speaks against it. All of it is computed by
 * running the law on the inventory as it is and as it would be.
 */

import {
  type ClientSends,
  type ClientTlsOfNamespace,
  clientTlsByNamespace,
} from "@/lib/mesh/client/client-namespaces";
import { indexMesh, type MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Action } from "@/lib/mesh/matrix/action";
import type { Matrix, MatrixRow } from "@/lib/mesh/matrix/matrix";
import { managedElsewhere } from "@/lib/mesh/ownership";
import {
  blockers,
  shortLookBack,
  warnings,
} from "@/lib/mesh/readiness/readiness";
import { isReady, type Reason, reason } from "@/lib/mesh/readiness/reason";
import { unknowns } from "@/lib/mesh/readiness/unknown-reasons";
import {
  resolveService,
  type ServiceVerdict,
} from "@/lib/mesh/server/service-mode";
import type { Caller } from "@/lib/mesh/traffic/caller";
import { applyChanges } from "./apply-changes";
import { callerOutcomes, reachedBeside } from "./caller-outcome";
import { endpointObjections } from "./endpoint-objections";
import { outcomeObjections } from "./outcome-objections";
import { planLock } from "./plan-lock";
import { planMutualTls, planUndoMutualTls } from "./plan-mutual-tls";
import { planUnlock } from "./plan-unlock";
import { changedObject, type PolicyChange } from "./policy-change";
import { type PortEffect, portEffects } from "./port-effects";
import { toldMutualTls } from "./told-mutual-tls";

export interface EnforcementPlan {
  readonly action: Action;
  readonly row: MatrixRow;
  readonly changes: readonly PolicyChange[];
  readonly effects: readonly PortEffect[];
  readonly clientEffects: readonly ClientEffect[];
  readonly refused: readonly Caller[];
  /** Of those the callers of this service that are told to send mutual TLS by now. */
  readonly toldMutualTls: ReadonlySet<Caller>;
  readonly unaffected: readonly Caller[];
  readonly objections: readonly Reason[];
  readonly needsConfirmation: boolean;
}

interface ClientEffect {
  readonly namespace: string;
  readonly before: ClientSends;
  readonly after: ClientSends;
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
  const after = indexMesh(applyChanges(index.inventory, changes), index);
  const effects = portEffects(index, after, row.service.namespace);
  const policyAfter = resolveService(after, row.service);
  const clientsAfter = clientTlsByNamespace(
    after,
    row.service,
    policyAfter,
    row.clientTls.map(({ namespace }) => namespace),
  );
  const told = new Map(
    clientsAfter.map(({ namespace, sends }) => [namespace, sends]),
  );
  const clientEffects = changedClients(row, told);
  const changed = new Set(clientEffects.map(({ namespace }) => namespace));
  const outcomes = callerOutcomes(
    index,
    after,
    [
      { workloads: row.policy.workloads, callers: row.callers },
      ...reachedBeside(
        matrix.traffic,
        row.policy.workloads,
        effects.map(({ workload }) => workload),
      ),
    ],
    (namespace) => (changed.has(namespace) ? told.get(namespace) : undefined),
  );
  const own = new Set(row.callers);
  const objections = [
    ...refusedObjection(action, outcomes.refused),
    ...outcomeObjections(action, after, row.service, policyAfter, clientsAfter),
    // A lock's blockers say the same, each with its cause.
    ...(action === "lock"
      ? []
      : endpointObjections(index, after, row.service, [...told.keys()])),
    ...readinessObjections(action, after, policyAfter, clientsAfter, row),
    ...ownerObjections(index, changes),
    ...sharedPods(action, row, effects),
  ];
  return {
    action,
    row,
    changes,
    effects,
    clientEffects,
    ...outcomes,
    toldMutualTls: toldMutualTls(
      after,
      // What clients are told was worked out towards this service; of its neighbours' callers it is not known.
      outcomes.refused.filter((caller) => own.has(caller)),
      told,
    ),
    objections,
    needsConfirmation:
      outcomes.refused.length > 0 ||
      objections.some(({ level }) => level === "block") ||
      (action === "lock" && !isReady(row.verdict)) ||
      // To open what somebody else closed is no undo.
      (action === "unlock" && changes.some(({ verb }) => verb !== "restore")),
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

function changedClients(
  row: MatrixRow,
  told: ReadonlyMap<string, ClientSends>,
): ClientEffect[] {
  return row.clientTls.flatMap(({ namespace, sends }) => {
    const after = told.get(namespace) ?? sends;
    return after === sends ? [] : [{ namespace, before: sends, after }];
  });
}

/** A lock has `plaintext-seen` to say so already, with figures. */
function refusedObjection(
  action: Action,
  refused: readonly Caller[],
): Reason[] {
  return action === "lock" || refused.length === 0
    ? []
    : [reason("callers-refused", "block", { callers: refused.length })];
}

/** Judged on the mesh as it would be: a lock may itself end what made clients send plaintext. */
function readinessObjections(
  action: Action,
  after: MeshIndex,
  policy: ServiceVerdict,
  clientTls: readonly ClientTlsOfNamespace[],
  row: MatrixRow,
): Reason[] {
  if (action !== "lock") return [];
  const facts = { ...row, index: after, policy, clientTls };
  return [
    ...blockers(facts),
    ...row.unreadable.map((code) => reason(code, "block")),
    ...unknowns(facts),
    ...warnings(facts),
    // Also beside what blocks: whoever goes on all the same should know how little was looked at.
    ...shortLookBack(facts),
    reason("open-connections", "info"),
  ];
}

/** E26: a GitOps tool will put its own version back. */
function ownerObjections(
  index: MeshIndex,
  changes: readonly PolicyChange[],
): Reason[] {
  return changes.flatMap(({ ref }) => {
    const object = changedObject(index.inventory, ref);
    const owner = object && managedElsewhere(object);
    return owner
      ? [
          reason(
            "managed-elsewhere",
            "warn",
            { owner, object: `${ref.namespace}/${ref.name}` },
            [ref],
          ),
        ]
      : [];
  });
}

/** E21, for the ways back: a lock says so among its warnings. */
function sharedPods(
  action: Action,
  row: MatrixRow,
  effects: readonly PortEffect[],
): Reason[] {
  if (action === "lock") return [];
  const others = new Set(
    effects
      .flatMap(({ services }) => services)
      .filter((name) => name !== row.service.name),
  );
  return others.size === 0
    ? []
    : [
        reason("shared-pods", "warn", {
          services: [...others].sort().join(", "),
        }),
      ];
}
