import { z } from "zod";
import { windowSchema } from "@/lib/api/contract";
import { eventStream } from "@/lib/api/event-stream";
import { guarded, parseQuery } from "@/lib/api/route";
import { snapshotChange } from "@/lib/api/snapshot-change";
import { theSyncedHub } from "@/lib/snapshot/instance";

const querySchema = z.strictObject({ window: windowSchema.default("1h") });

export const GET = guarded(async (request) => {
  const { window } = parseQuery(querySchema, request);
  const hub = await theSyncedHub();
  return eventStream(request, (send) => {
    // What changed between the client's last read and this moment must not be missed.
    send("version", { version: hub.currentVersion(window) });
    let told = hub.lastSnapshot(window);
    return hub.subscribe(window, (version, snapshot) => {
      const change = told && snapshot && snapshotChange(told, snapshot);
      if (change) send("change", change);
      else send("version", { version });
      told = snapshot;
    });
  });
});

/** Next would answer HEAD with GET's handler and leave a stream open that nobody reads. */
export const HEAD = () => new Response(null, { status: 405 });
