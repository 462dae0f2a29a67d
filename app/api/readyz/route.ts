import { guarded } from "@/lib/api/route";
import { theSyncedHub } from "@/lib/snapshot/instance";

export const GET = guarded(async () => {
  await theSyncedHub();
  return Response.json({ status: "ready" });
});
