import {
  findingsQuerySchema,
  findingsSchema,
} from "@/lib/api/findings-contract";
import { prepareFindings, toFindings } from "@/lib/api/findings-dto";
import { guarded, parseQuery } from "@/lib/api/route";
import { theSyncedHub } from "@/lib/snapshot/instance";

export const GET = guarded(async (request) => {
  const query = parseQuery(findingsQuerySchema, request);
  const hub = await theSyncedHub();
  const reading = hub.meshReading();
  const headers = {
    etag: `"${reading.version}"`,
    "cache-control": "no-cache",
  };
  if (request.headers.get("if-none-match") === headers.etag) {
    return new Response(null, { status: 304, headers });
  }
  await prepareFindings(reading);
  return Response.json(findingsSchema.parse(toFindings(reading, query)), {
    headers,
  });
});
