import { z } from "zod";
import { serviceTrafficSchema, windowSchema } from "@/lib/api/contract";
import { route } from "@/lib/api/route";
import { toServiceTraffic } from "@/lib/api/service-traffic-dto";
import { theSyncedHub } from "@/lib/snapshot/instance";

const query = z.strictObject({ window: windowSchema.default("1h") });

export function GET(
  request: Request,
  {
    params,
  }: {
    readonly params: Promise<{
      readonly namespace: string;
      readonly service: string;
    }>;
  },
): Promise<Response> {
  const answer = route(
    { query, response: serviceTrafficSchema },
    async ({ query: { window } }) => {
      const { namespace, service } = await params;
      const hub = await theSyncedHub();
      const trend = await hub.trend(window, { namespace, name: service });
      return toServiceTraffic({ namespace, service, window }, trend);
    },
  );
  return answer(request);
}
