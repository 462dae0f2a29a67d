import { z } from "zod";
import { windowSchema } from "@/lib/api/contract";
import { serviceRoute } from "@/lib/api/route";
import { serviceAnswerSchema } from "@/lib/api/service-detail-contract";
import { toServiceAnswer } from "@/lib/api/service-detail-dto";
import { theSyncedHub } from "@/lib/snapshot/instance";

const query = z.strictObject({ window: windowSchema.default("1h") });

export const GET = serviceRoute(
  { query, response: serviceAnswerSchema },
  async (asked, { window }) => {
    const hub = await theSyncedHub();
    const { context } = hub.connection;
    return toServiceAnswer(
      asked,
      await hub.snapshot(window),
      context === "in-cluster" ? null : context,
    );
  },
);
