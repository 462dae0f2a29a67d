import { stringify } from "yaml";
import type {
  TelemetryOffer,
  TelemetryTarget,
} from "@/lib/attribution/telemetry-offer";
import type { TelemetryOfferDto } from "./diagnostic-telemetry-contract";

export function toTelemetryOffer(
  { namespace, service, durationSeconds }: TelemetryTarget,
  offer: TelemetryOffer,
): TelemetryOfferDto {
  const { refusal, manifest, apiVersion } = offer;
  return {
    namespace,
    service,
    durationSeconds,
    obstacle: offer.obstacle,
    objects: [...offer.objects],
    refusal: refusal && {
      code: refusal.code,
      message: refusal.message,
      remedy: refusal.remedy,
    },
    manifest:
      manifest &&
      stringify(
        { apiVersion, ...manifest },
        {
          lineWidth: 0,
          // Puts quotes around times, which older parsers would not keep as text.
          version: "1.1",
        },
      ),
    warnings: [...offer.warnings],
    replacedProviders: [...offer.replacedProviders],
    pods: offer.pods,
    active: offer.active.map(({ telemetry, service: of, expiresAtMs }) => ({
      namespace: telemetry.namespace,
      name: telemetry.name,
      service: of,
      expiresAt: new Date(expiresAtMs).toISOString(),
    })),
    planHash: offer.planHash,
  };
}
