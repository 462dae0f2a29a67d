import { z } from "zod";
import { windowSchema } from "@/lib/api/contract";
import { route } from "@/lib/api/route";
import { serviceAnswerSchema } from "@/lib/api/service-detail-contract";
import { toServiceAnswer } from "@/lib/api/service-detail-dto";
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
    { query, response: serviceAnswerSchema },
    async ({ query: { window } }) => {
      const asked = await params;
      const hub = await theSyncedHub();
      return toServiceAnswer(asked, await hub.snapshot(window));
    },
  );
  return answer(request);
}
