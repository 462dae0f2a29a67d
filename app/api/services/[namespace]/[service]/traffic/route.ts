import { z } from "zod";
import { windowSchema } from "@/lib/api/contract";
import { serviceRoute } from "@/lib/api/route";
import { serviceTrafficSchema } from "@/lib/api/service-traffic-contract";
import { toServiceTraffic } from "@/lib/api/service-traffic-dto";
import { theSyncedHub } from "@/lib/snapshot/instance";

const query = z
  .strictObject({
    window: windowSchema.default("1h"),
    /** One caller's calls only; an empty name is a caller of whom telemetry has none. */
    callerNamespace: z.string().max(253).optional(),
    callerWorkload: z.string().max(253).optional(),
  })
  .refine(
    ({ callerNamespace, callerWorkload }) =>
      (callerNamespace === undefined) === (callerWorkload === undefined),
    "callerNamespace and callerWorkload come together",
  );

export const GET = serviceRoute(
  { query, response: serviceTrafficSchema },
  async (
    { namespace, service },
    { window, callerNamespace, callerWorkload },
  ) => {
    const hub = await theSyncedHub();
    const caller =
      callerWorkload === undefined
        ? undefined
        : {
            namespace: callerNamespace || null,
            workload: callerWorkload || null,
          };
    const trend = await hub.trend(window, { namespace, name: service, caller });
    return toServiceTraffic({ namespace, service, window }, trend);
  },
);
