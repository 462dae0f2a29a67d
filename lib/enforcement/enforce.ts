/**
 * Carries out what the user looked at: the plan is made anew, and if it is no longer the one that
 * was confirmed, nothing is written.
 */
import type { ObjectRef } from "@/lib/mesh/objects";
import type { Hub } from "@/lib/snapshot/hub";
import { type Operation, sendOperation } from "./operation";
import { type EnforcementTarget, prepareEnforcement } from "./prepare";
import { EnforcementProblem } from "./problem";

export interface Consent {
  /** Hash of the plan the user confirmed. */
  readonly planHash: string | undefined;
  /** The service's name as typed, where the plan asks for it. */
  readonly confirmation: string | undefined;
}

/** Throws EnforcementProblem and KubernetesProblem; what was applied before a failure is named in it. */
export async function enforce(
  hub: Hub,
  target: EnforcementTarget,
  consent: Consent,
): Promise<{ applied: readonly ObjectRef[] }> {
  const prepared = await prepareEnforcement(hub, target);
  if (prepared.planHash !== consent.planHash) {
    throw new EnforcementProblem(
      "plan-changed",
      "The cluster has changed since this plan was shown; nothing was written.",
    );
  }
  if (prepared.needsConfirmation && consent.confirmation !== target.service) {
    throw new EnforcementProblem(
      "confirmation-missing",
      `This plan has objections; it needs the name ${target.service} typed.`,
    );
  }
  if (!prepared.dryRun.accepted) throw prepared.dryRun.problem;
  const applied = await applyAll(hub, prepared.operations);
  // The proxies' answer to the change is what the user wants to see next.
  void hub.refreshTelemetry().catch(() => undefined);
  return { applied };
}

async function applyAll(
  hub: Hub,
  operations: readonly Operation[],
): Promise<ObjectRef[]> {
  const applied: ObjectRef[] = [];
  for (const operation of operations) {
    try {
      await sendOperation(operation, hub.connection, { dryRun: false });
      applied.push(operation.ref);
    } catch (error) {
      if (applied.length === 0) throw error;
      const names = applied
        .map(({ kind, name }) => `${kind} ${name}`)
        .join(", ");
      throw new EnforcementProblem(
        "partly-applied",
        `${applied.length} of ${operations.length} changes were made (${names}); then: ${error instanceof Error ? error.message : "an unknown error"}`,
        { cause: error },
      );
    }
  }
  return applied;
}
