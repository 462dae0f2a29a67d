/**
 * The Telemetry resource that switches the access log of one service on for a while, and how ours are known
 * again. Nothing is remembered here: what must be removed is read from the cluster, also after a restart.
 */
import { freeName } from "@/lib/mesh/object-name";
import type { Labels, Service } from "@/lib/mesh/objects";
import { MANAGED_BY_LABEL, MANAGED_BY_LOCKSTEP } from "@/lib/mesh/ownership";
import type { TelemetryResource } from "@/lib/mesh/telemetry-resource";

/** RFC 3339; after this moment it is removed. */
const EXPIRES_ANNOTATION = "lockstep.dev/expires-at";
/** The service it was made for. */
const SERVICE_ANNOTATION = "lockstep.dev/service";

const MAX_DURATION_S = 1_800;
/** In the whole cluster at once: each makes proxies write. */
export const MAX_ACTIVE = 3;

const NAME_PREFIX = "lockstep-log-";

export interface DiagnosticTelemetry {
  readonly telemetry: TelemetryResource;
  readonly service: string;
  readonly expiresAtMs: number;
}

/** @param selector the service's own, which must name a label */
export function diagnosticManifest(
  service: Pick<Service, "namespace" | "name">,
  selector: Labels,
  taken: readonly TelemetryResource[],
  expiresAtMs: number,
) {
  const { namespace } = service;
  return {
    kind: "Telemetry",
    metadata: {
      name: freeName(`${NAME_PREFIX}${service.name}`, taken, namespace),
      namespace,
      labels: { [MANAGED_BY_LABEL]: MANAGED_BY_LOCKSTEP },
      annotations: {
        [EXPIRES_ANNOTATION]: new Date(expiresAtMs).toISOString(),
        [SERVICE_ANNOTATION]: service.name,
      },
    },
    spec: {
      selector: { matchLabels: { ...selector } },
      accessLogging: [
        {
          // What the pod itself calls is mutual TLS of its own sidecar's, or nobody's business here.
          match: { mode: "SERVER" },
          providers: [{ name: "envoy" }],
          filter: { expression: "connection.mtls == false" },
        },
      ],
    },
  };
}

/**
 * null = not one of ours. Annotations are claims: label, annotation and name have to agree, and whatever the
 * annotation says, none lives longer than we would ever have let it.
 */
function diagnosticTelemetry(
  telemetry: TelemetryResource,
): DiagnosticTelemetry | null {
  const { labels, annotations, name, createdAt } = telemetry;
  const says = annotations[EXPIRES_ANNOTATION];
  if (
    labels[MANAGED_BY_LABEL] !== MANAGED_BY_LOCKSTEP ||
    says === undefined ||
    !name.startsWith(NAME_PREFIX)
  ) {
    return null;
  }
  const createdMs = Date.parse(createdAt ?? "");
  const latestMs = Number.isNaN(createdMs)
    ? 0
    : createdMs + MAX_DURATION_S * 1_000;
  const saidMs = Date.parse(says);
  return {
    telemetry,
    service: annotations[SERVICE_ANNOTATION] ?? "",
    expiresAtMs: Number.isNaN(saidMs) ? latestMs : Math.min(saidMs, latestMs),
  };
}

export function diagnosticTelemetries(
  telemetries: readonly TelemetryResource[],
): DiagnosticTelemetry[] {
  return telemetries.flatMap((one) => diagnosticTelemetry(one) ?? []);
}
