import "server-only";
import { kubectlCommand, manifestYaml } from "@/lib/enforcement/manifest-text";
import type { Operation } from "@/lib/enforcement/operation";
import type { PreparedEnforcement } from "@/lib/enforcement/prepare";
import type { Plan } from "./enforcement-contract";
import { toProblem } from "./problem";
import { toCaller } from "./service-detail-dto";

/** @param context for kubectl; null inside a pod */
export function toPlanDto(
  prepared: PreparedEnforcement,
  context: string | null,
): Plan {
  const { plan, operations, dryRun } = prepared;
  return {
    action: plan.action,
    namespace: plan.row.service.namespace,
    service: plan.row.service.name,
    planHash: prepared.planHash,
    operations: operations.map((operation, position) => ({
      verb: operation.verb,
      object: operation.ref,
      apiVersion: operation.apiVersion,
      before: operation.live && manifestYaml(operation.live.raw),
      after: afterText(
        operation,
        dryRun.accepted ? dryRun.objects[position] : undefined,
      ),
      kubectl: kubectlCommand(operation, context),
    })),
    effects: plan.effects.map((effect) => ({
      ...effect,
      services: [...effect.services],
    })),
    clientEffects: plan.clientEffects.map((effect) => ({ ...effect })),
    refused: plan.refused.map((caller) => ({
      ...toCaller(caller),
      toldMutualTls: plan.toldMutualTls.has(caller),
    })),
    unaffected: plan.unaffected.map(toCaller),
    objections: prepared.objections.map((found) => ({
      ...found,
      objects: [...found.objects],
    })),
    needsConfirmation: prepared.needsConfirmation,
    dryRun: dryRunDto(dryRun),
  };
}

/** The server's own answer to the dry run, because it is what will be stored. */
function afterText(
  operation: Operation,
  answered: Readonly<Record<string, unknown>> | null | undefined,
): string | null {
  if (operation.verb === "delete") return null;
  if (answered) return manifestYaml(answered);
  return operation.verb === "create" ? manifestYaml(operation.body) : null;
}

function dryRunDto(dryRun: PreparedEnforcement["dryRun"]): Plan["dryRun"] {
  if (dryRun.accepted) {
    return { accepted: true, warnings: [...dryRun.warnings] };
  }
  const problem = toProblem(dryRun.problem);
  return {
    accepted: false,
    code: problem.code,
    message: problem.upstream ?? problem.detail,
    remedy: problem.remedy,
  };
}
