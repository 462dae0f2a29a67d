import { z } from "zod";
import { windowSchema } from "@/lib/api/contract";
import { overviewBody } from "@/lib/api/overview-body";
import { overviewVersion } from "@/lib/api/overview-dto";
import { guarded, parseQuery } from "@/lib/api/route";
import { theSyncedHub } from "@/lib/snapshot/instance";

const querySchema = z.strictObject({ window: windowSchema.default("1h") });

export const GET = guarded(async (request) => {
  const { window } = parseQuery(querySchema, request);
  const hub = await theSyncedHub();
  const snapshot = await hub.snapshot(window);
  const headers = {
    etag: `W/"${overviewVersion(snapshot, hub.changes)}"`,
    "cache-control": "no-cache",
    "content-type": "application/json",
  };
  if (request.headers.get("if-none-match") === headers.etag) {
    return new Response(null, { status: 304, headers });
  }
  return new Response(overviewBody(snapshot, hub.changes), { headers });
});
