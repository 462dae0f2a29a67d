import { z } from "zod";
import { serviceExplanationSchema } from "@/lib/api/explanation-contract";
import { toServiceExplanation } from "@/lib/api/explanation-dto";
import { serviceRoute } from "@/lib/api/route";
import { theSyncedHub } from "@/lib/snapshot/instance";

export const GET = serviceRoute(
  { query: z.strictObject({}), response: serviceExplanationSchema },
  async (asked) => {
    const hub = await theSyncedHub();
    return toServiceExplanation(asked, hub.meshReading());
  },
);
