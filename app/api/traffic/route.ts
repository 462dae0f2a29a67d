import { z } from "zod";
import { windowSchema } from "@/lib/api/contract";
import { meshTrafficSchema } from "@/lib/api/overview-contract";
import { toMeshTraffic } from "@/lib/api/overview-traffic-dto";
import { route } from "@/lib/api/route";
import { theSyncedHub } from "@/lib/snapshot/instance";

const query = z.strictObject({ window: windowSchema.default("1h") });

export const GET = route(
  { query, response: meshTrafficSchema },
  async ({ query: { window } }) => {
    const hub = await theSyncedHub();
    return toMeshTraffic(window, await hub.meshTrend(window));
  },
);
