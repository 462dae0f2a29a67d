/**
 * One planned change turned into the request that carries it out, checked against the object as
 * it stands on the server now and not as a watch last saw it.
 */
import { isDeepStrictEqual } from "node:util";
import type { KubernetesConnection } from "@/lib/kubernetes/connection";
import {
  applyObject,
  deleteObject,
  getObject,
  mergePatchObject,
  type ObjectAddress,
} from "@/lib/kubernetes/objects-api";
import { isKubernetesProblem } from "@/lib/kubernetes/problem";
import type { ObjectRef } from "@/lib/mesh/objects";
import {
  CHANGE_ANNOTATION,
  type ChangeRecord,
  MANAGED_BY_LABEL,
  MANAGED_BY_LOCKSTEP,
} from "@/lib/mesh/ownership";
import { type PolicyChange, specAfter } from "@/lib/mesh/plan/policy-change";
import { type LiveObject, parseLiveObject } from "./live-object";
import { mergePatch } from "./merge-patch";
import { EnforcementProblem } from "./problem";

export interface Operation {
  readonly verb: "create" | "edit" | "delete";
  readonly ref: ObjectRef;
  readonly apiVersion: string;
  readonly address: ObjectAddress;
  /** The object on the server; null where it is to be created. */
  readonly live: LiveObject | null;
  /** create: the manifest; edit: the merge patch; delete: empty. */
  readonly body: Readonly<Record<string, unknown>>;
  /** restore only: somebody edited the object after our change. */
  readonly editedSince: boolean;
}

export interface OperationContext {
  readonly connection: KubernetesConnection;
  /** e.g. "security.istio.io/v1" for a kind, as the cluster serves it */
  apiVersionOf(kind: string): string;
  /** The version of an object that the plan was computed on; undefined = it was not there. */
  plannedVersion(ref: ObjectRef): string | undefined;
  /** "namespace/name" of the service whose button was pressed */
  readonly service: string;
  readonly action: ChangeRecord["action"];
}

/** Reads what the change needs and prepares its request. Throws KubernetesProblem. */
export async function prepareOperation(
  change: PolicyChange,
  context: OperationContext,
): Promise<Operation> {
  const apiVersion = context.apiVersionOf(change.ref.kind);
  const address = addressOf(change.ref, apiVersion);
  const base = { ref: change.ref, apiVersion, address, editedSince: false };
  if (
    change.verb === "create-policy" ||
    change.verb === "create-legacy-policy" ||
    change.verb === "create-rule"
  ) {
    await mustNotExist(context.connection, address, change.ref);
    const spec = specAfter(change, {}) ?? {};
    const body = manifest(change.ref, apiVersion, spec, context);
    return { ...base, verb: "create", live: null, body };
  }
  const answer = await getObject(context.connection, address);
  const live = parseLiveObject(answer.object);
  if (live.resourceVersion !== context.plannedVersion(change.ref)) {
    throw outdated(change.ref);
  }
  const after = specAfter(change, live.spec);
  if (change.verb === "restore") {
    const editedSince = !isDeepStrictEqual(
      live.spec,
      change.record.writtenSpec,
    );
    return after === null
      ? { ...base, verb: "delete", live, body: {}, editedSince }
      : {
          ...base,
          verb: "edit",
          live,
          body: restorePatch(live, after),
          editedSince,
        };
  }
  return {
    ...base,
    verb: "edit",
    live,
    body: editPatch(live, after ?? live.spec, context),
  };
}

/** Server-side apply would merge into an object that the watch has not shown yet, and undo would delete it. */
async function mustNotExist(
  connection: KubernetesConnection,
  address: ObjectAddress,
  ref: ObjectRef,
): Promise<void> {
  try {
    await getObject(connection, address);
  } catch (error) {
    if (isKubernetesProblem(error) && error.code === "not-found") return;
    throw error;
  }
  throw outdated(ref);
}

function outdated(ref: ObjectRef): EnforcementProblem {
  return new EnforcementProblem(
    "plan-changed",
    `${ref.kind} ${ref.namespace}/${ref.name} is newer on the server than what this plan was made from; nothing was written.`,
  );
}

/**
 * Sends the request; with `dryRun` the server admits it and stores nothing.
 * Returns the object as the server has (or would have) it; null after a delete.
 */
export async function sendOperation(
  operation: Operation,
  connection: KubernetesConnection,
  options: { readonly dryRun: boolean },
): Promise<{
  object: Readonly<Record<string, unknown>> | null;
  warnings: readonly string[];
}> {
  const { address, live, body } = operation;
  switch (operation.verb) {
    case "create":
      return applyObject(connection, address, body, options);
    case "edit":
      return mergePatchObject(connection, address, body, {
        ...options,
        resourceVersion: live?.resourceVersion ?? "",
      });
    case "delete": {
      const { warnings } = await deleteObject(connection, address, {
        ...options,
        uid: live?.uid ?? "",
        resourceVersion: live?.resourceVersion ?? "",
      });
      return { object: null, warnings };
    }
    default:
      return operation.verb satisfies never;
  }
}

function manifest(
  ref: ObjectRef,
  apiVersion: string,
  spec: Readonly<Record<string, unknown>>,
  context: OperationContext,
) {
  return {
    apiVersion,
    kind: ref.kind,
    metadata: {
      name: ref.name,
      namespace: ref.namespace,
      labels: { [MANAGED_BY_LABEL]: MANAGED_BY_LOCKSTEP },
      annotations: {
        [CHANGE_ANNOTATION]: record(context, null, spec),
      },
    },
    spec,
  };
}

function editPatch(
  live: LiveObject,
  after: Readonly<Record<string, unknown>>,
  context: OperationContext,
) {
  // A second change of ours keeps the first one's memory, so that undo goes back to before both;
  // but what somebody wrote in between is what undo must bring back.
  const untouched =
    live.record !== null &&
    isDeepStrictEqual(live.spec, live.record.writtenSpec);
  const previous =
    live.record !== null && untouched ? live.record.previousSpec : live.spec;
  return {
    metadata: {
      annotations: { [CHANGE_ANNOTATION]: record(context, previous, after) },
    },
    spec: mergePatch(live.spec, after),
  };
}

function restorePatch(
  live: LiveObject,
  after: Readonly<Record<string, unknown>>,
) {
  return {
    metadata: { annotations: { [CHANGE_ANNOTATION]: null } },
    spec: mergePatch(live.spec, after),
  };
}

function record(
  context: OperationContext,
  previousSpec: Readonly<Record<string, unknown>> | null,
  writtenSpec: Readonly<Record<string, unknown>>,
): string {
  const change: ChangeRecord = {
    service: context.service,
    action: context.action,
    previousSpec,
    writtenSpec,
  };
  return JSON.stringify(change);
}

const PLURALS: Readonly<Record<string, string>> = {
  PeerAuthentication: "peerauthentications",
  Policy: "policies",
  DestinationRule: "destinationrules",
};

function addressOf(ref: ObjectRef, apiVersion: string): ObjectAddress {
  const [group = "", version = ""] = apiVersion.split("/");
  return {
    group,
    version,
    plural: PLURALS[ref.kind] ?? ref.kind.toLowerCase(),
    namespace: ref.namespace,
    name: ref.name,
  };
}
