import { closeEventStreams } from "@/lib/api/event-stream";
import { startAttribution } from "@/lib/attribution/desk";
import { logger } from "@/lib/observability/logger";
import { accompany, stopHub, theHub } from "@/lib/snapshot/instance";

/** Starts reading at once, and lets go of everything when the process is told to end. */
export function startServer(): void {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      closeEventStreams();
      void stopHub();
    });
  }
  accompany("attribution", startAttribution);
  theHub().catch((error: unknown) => {
    // Requests try again and tell the user; the log has it from the start.
    logger().error({ event: "start-failed", err: error });
  });
}
