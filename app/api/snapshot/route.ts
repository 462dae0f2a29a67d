import { z } from "zod";
import { windowSchema } from "@/lib/api/contract";
import { guarded, parseQuery } from "@/lib/api/route";
import { acceptedEncoding, snapshotBody } from "@/lib/api/snapshot-body";
import { BODY_ENCODING } from "@/lib/server/encoded-answers";
import { theSyncedHub } from "@/lib/snapshot/instance";

const querySchema = z.strictObject({ window: windowSchema.default("1h") });

export const GET = guarded(async (request) => {
  const { window } = parseQuery(querySchema, request);
  const hub = await theSyncedHub();
  const snapshot = await hub.snapshot(window);
  // Weak: the same snapshot travels in several encodings.
  const headers = {
    etag: `W/"${snapshot.version}"`,
    "cache-control": "no-cache",
    "content-type": "application/json",
    vary: "accept-encoding",
  };
  if (request.headers.get("if-none-match") === headers.etag) {
    return new Response(null, { status: 304, headers });
  }
  const encoding = acceptedEncoding(request.headers.get("accept-encoding"));
  return new Response(await snapshotBody(snapshot, encoding), {
    headers:
      encoding === "identity"
        ? headers
        : { ...headers, [BODY_ENCODING]: encoding },
  });
});
