import { z } from "zod";
import {
  telemetryOfferQuerySchema,
  telemetryOfferSchema,
  telemetryOrderSchema,
  telemetryOutcomeSchema,
} from "@/lib/api/diagnostic-telemetry-contract";
import { toTelemetryOffer } from "@/lib/api/diagnostic-telemetry-dto";
import { route } from "@/lib/api/route";
import { theDesk } from "@/lib/attribution/desk";
import {
  endTelemetry,
  startTelemetry,
} from "@/lib/attribution/switch-telemetry";
import { offerTelemetry } from "@/lib/attribution/telemetry-offer";
import { systemClock } from "@/lib/clock";

export const GET = route(
  { query: telemetryOfferQuerySchema, response: telemetryOfferSchema },
  async ({ query }) => {
    const { hub } = await theDesk();
    return toTelemetryOffer(
      query,
      await offerTelemetry(hub, query, systemClock()),
    );
  },
);

export const POST = route(
  {
    query: z.strictObject({}),
    body: telemetryOrderSchema,
    response: telemetryOutcomeSchema,
  },
  async ({ body }) => {
    const { hub } = await theDesk();
    const { action, namespace } = body;
    if (action === "end") {
      await endTelemetry(hub, body);
      return { action, namespace, name: body.name, expiresAt: null };
    }
    const { name, expiresAtMs } = await startTelemetry(
      hub,
      body,
      body.planHash,
      systemClock(),
    );
    const expiresAt = new Date(expiresAtMs).toISOString();
    return { action, namespace, name, expiresAt };
  },
);
