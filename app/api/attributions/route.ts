import { z } from "zod";
import {
  attributionRequestSchema,
  attributionSchema,
} from "@/lib/api/attribution-contract";
import { toAttribution } from "@/lib/api/attribution-dto";
import { route } from "@/lib/api/route";
import { theDesk } from "@/lib/attribution/desk";
import { findOutWho } from "@/lib/attribution/find-out-who";
import { systemClock } from "@/lib/clock";

export const POST = route(
  {
    query: z.strictObject({}),
    body: attributionRequestSchema,
    response: attributionSchema,
  },
  async ({ body, request }) => {
    const { hub, book } = await theDesk();
    const answer = await findOutWho(hub, book, body, systemClock(), {
      signal: request.signal,
    });
    const { context } = hub.connection;
    return toAttribution(
      answer,
      body.sinceSeconds,
      hub.reading().statements,
      context === "in-cluster" ? null : context,
    );
  },
);
