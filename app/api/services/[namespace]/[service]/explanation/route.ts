import { z } from "zod";
import { serviceExplanationSchema } from "@/lib/api/explanation-contract";
import { toServiceExplanation } from "@/lib/api/explanation-dto";
import { route } from "@/lib/api/route";
import { theSyncedHub } from "@/lib/snapshot/instance";

const query = z.strictObject({});

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
    { query, response: serviceExplanationSchema },
    async () => {
      const { namespace, service } = await params;
      const hub = await theSyncedHub();
      return toServiceExplanation({ namespace, service }, hub.meshReading());
    },
  );
  return answer(request);
}
