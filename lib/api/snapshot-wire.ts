/** `GET /api/snapshot` as it travels, and as it is read. */
import type { z } from "zod";
import { type Snapshot, snapshotHeadSchema } from "./contract";
import { packServices } from "./pack-services";
import { serviceColumnsSchema } from "./service-columns";
import { unpackServices } from "./unpack-services";

export const snapshotWireSchema = snapshotHeadSchema.extend({
  services: serviceColumnsSchema,
});
export type SnapshotWire = z.infer<typeof snapshotWireSchema>;

export function packSnapshot(snapshot: Snapshot): SnapshotWire {
  return { ...snapshot, services: packServices(snapshot.services) };
}

/** What a browser reads: checked, and lines again. */
export const snapshotSchema = snapshotWireSchema.transform(
  (wire, context): Snapshot => {
    try {
      return { ...wire, services: unpackServices(wire.services) };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      context.addIssue({ code: "custom", message });
      return { ...wire, services: [] };
    }
  },
);
