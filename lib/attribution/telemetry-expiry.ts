/** Removes our diagnostic Telemetries when their time is over, whoever of us made them. */
import type { Clock } from "@/lib/clock";
import type { KubernetesConnection } from "@/lib/kubernetes/connection";
import { deleteObject, type ObjectAddress } from "@/lib/kubernetes/objects-api";
import { isKubernetesProblem } from "@/lib/kubernetes/problem";
import type { TelemetryResource } from "@/lib/mesh/telemetry-resource";
import type { Logger } from "@/lib/observability/logger";
import { diagnosticTelemetries } from "./diagnostic-telemetry";

export interface TelemetryExpiryOptions {
  readonly connection: KubernetesConnection;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The Telemetries there are now, and the version they are served in, e.g. "telemetry.istio.io/v1". */
  current(): {
    readonly telemetries: readonly TelemetryResource[];
    readonly apiVersion: string | null;
  };
}

/** After a removal that failed, and for whatever no event tells of. */
const RETRY_MS = 30_000;

export class TelemetryExpiry {
  private timer: NodeJS.Timeout | null = null;
  private readonly removing = new Set<string>();
  private readonly failedAtMs = new Map<string, number>();
  private isOver = false;

  constructor(private readonly options: TelemetryExpiryOptions) {}

  /** Looks at what there is now; to be called after every change. Never throws. */
  look(): void {
    if (this.isOver) return;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const { telemetries, apiVersion } = this.options.current();
    if (apiVersion === null) return;
    const nowMs = this.options.clock();
    let nextMs = Number.POSITIVE_INFINITY;
    for (const { telemetry, expiresAtMs } of diagnosticTelemetries(
      telemetries,
    )) {
      const key = `${telemetry.uid}/${telemetry.resourceVersion}`;
      const failedAtMs = this.failedAtMs.get(key);
      const dueMs = Math.max(
        expiresAtMs,
        failedAtMs === undefined ? 0 : failedAtMs + RETRY_MS,
      );
      if (dueMs > nowMs) nextMs = Math.min(nextMs, dueMs);
      else void this.remove(telemetry, apiVersion, key);
    }
    if (Number.isFinite(nextMs)) this.wait(nextMs - nowMs);
  }

  stop(): void {
    this.isOver = true;
    if (this.timer !== null) clearTimeout(this.timer);
  }

  private wait(ms: number): void {
    // Never before its time, and in steps where clocks jump.
    this.timer = setTimeout(() => this.look(), Math.min(ms + 1, RETRY_MS));
    this.timer.unref();
  }

  private async remove(
    telemetry: TelemetryResource,
    apiVersion: string,
    key: string,
  ): Promise<void> {
    if (this.removing.has(key)) return;
    this.removing.add(key);
    const place = { namespace: telemetry.namespace, name: telemetry.name };
    try {
      await removeTelemetry(this.options.connection, telemetry, apiVersion);
      this.options.logger.info({ event: "telemetry-removed", ...place });
    } catch (error) {
      this.failedAtMs.set(key, this.options.clock());
      this.options.logger.warn({
        event: "telemetry-not-removed",
        ...place,
        code: isKubernetesProblem(error) ? error.code : "unexpected",
      });
      if (!this.isOver && this.timer === null) this.wait(RETRY_MS);
    } finally {
      this.removing.delete(key);
    }
  }
}

/** Exactly the one that was seen; one that is gone already is as good. Throws KubernetesProblem. */
export async function removeTelemetry(
  connection: KubernetesConnection,
  { uid, resourceVersion, namespace, name }: TelemetryResource,
  apiVersion: string,
): Promise<void> {
  const address = telemetryAddress(apiVersion, namespace, name);
  try {
    await deleteObject(connection, address, { uid, resourceVersion });
  } catch (error) {
    if (!isKubernetesProblem(error) || error.code !== "not-found") throw error;
  }
}

export function telemetryAddress(
  apiVersion: string,
  namespace: string,
  name: string,
): ObjectAddress {
  const [group = "", version = ""] = apiVersion.split("/");
  return { group, version, plural: "telemetries", namespace, name };
}
