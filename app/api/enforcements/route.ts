import { z } from "zod";
import {
  type EnforcementRequest,
  enforcementOutcomeSchema,
  enforcementRequestSchema,
  planSchema,
} from "@/lib/api/enforcement-contract";
import { toPlanDto } from "@/lib/api/plan-dto";
import { route } from "@/lib/api/route";
import { enforce } from "@/lib/enforcement/enforce";
import { prepareEnforcement } from "@/lib/enforcement/prepare";
import { theSyncedHub } from "@/lib/snapshot/instance";

export const POST = route(
  {
    query: z.strictObject({
      dryRun: z.enum(["true", "false"]).default("false"),
    }),
    body: enforcementRequestSchema,
    response: z.union([planSchema, enforcementOutcomeSchema]),
  },
  async ({ query, body }) => {
    const hub = await theSyncedHub();
    const target = targetOf(body);
    if (query.dryRun === "true") {
      const { context } = hub.connection;
      return toPlanDto(
        await prepareEnforcement(hub, target),
        context === "in-cluster" ? null : context,
      );
    }
    const { applied } = await enforce(hub, target, {
      planHash: body.planHash,
      confirmation: body.confirmation,
    });
    return {
      action: body.action,
      namespace: body.namespace,
      service: body.service,
      applied: [...applied],
      at: new Date().toISOString(),
    };
  },
);

function targetOf({ action, namespace, service, window }: EnforcementRequest) {
  return { action, namespace, service, window };
}
