import { z } from "zod";
import type { ObjectStore } from "@/lib/simulator/store";

const istiodSchema = z.object({
  spec: z.object({
    containers: z.array(
      z.object({
        env: z
          .array(z.object({ name: z.string(), value: z.string().default("") }))
          .catch([]),
      }),
    ),
  }),
});

/**
 * Whether istiod lets sidecars send HBONE (semantics B5, note 3): wherever `PILOT_ENABLE_AMBIENT` is on,
 * unless `PILOT_ENABLE_SENDING_HBONE` takes it back.
 */
export function readSendingHbone(store: ObjectStore): boolean {
  return store
    .list("Pod", "istio-system")
    .filter(({ metadata }) => metadata.labels?.app === "istiod")
    .some((pod) => {
      const parsed = istiodSchema.safeParse(pod);
      const env = new Map(
        (parsed.success ? parsed.data.spec.containers : []).flatMap((it) =>
          it.env.map(({ name, value }) => [name, value] as const),
        ),
      );
      return (
        env.get("PILOT_ENABLE_AMBIENT") === "true" &&
        env.get("PILOT_ENABLE_SENDING_HBONE") !== "false"
      );
    });
}
