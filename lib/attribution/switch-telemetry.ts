/** Switches the access log of one service on, as was looked at and agreed to, and off again before its time. */
import { applyObject } from "@/lib/kubernetes/objects-api";
import type { Hub } from "@/lib/snapshot/hub";
import { diagnosticTelemetries } from "./diagnostic-telemetry";
import { AttributionProblem } from "./problem";
import { removeTelemetry, telemetryAddress } from "./telemetry-expiry";
import { offerTelemetry, type TelemetryTarget } from "./telemetry-offer";
import { telemetryVersion } from "./telemetry-version";

/**
 * @param planHash of the offer that was agreed to
 * Throws AttributionProblem and KubernetesProblem; nothing was written then.
 */
export async function startTelemetry(
  hub: Hub,
  target: TelemetryTarget,
  planHash: string,
  nowMs: number,
): Promise<{ readonly name: string; readonly expiresAtMs: number }> {
  return oneAtATime(async () => {
    const offer = await offerTelemetry(hub, target, nowMs);
    if (offer.refusal !== null) throw offer.refusal;
    if (offer.manifest === null || offer.planHash === null) {
      throw new AttributionProblem(
        "not-possible",
        `The access log of ${target.namespace}/${target.service} cannot be switched on now (${offer.obstacle}).`,
        "Look at the offer again; it says what stands in the way.",
      );
    }
    if (offer.planHash !== planHash) {
      throw new AttributionProblem(
        "plan-changed",
        "What would be written is no longer what was shown; nothing was written.",
        "Look at the new offer and confirm it again.",
      );
    }
    const { namespace, name } = offer.manifest.metadata;
    const address = telemetryAddress(offer.apiVersion ?? "", namespace, name);
    await applyObject(hub.connection, address, offer.manifest);
    await untilSeen(hub, namespace, name);
    return { name, expiresAtMs: nowMs + target.durationSeconds * 1_000 };
  });
}

/** Only one of ours can be ended here. Throws AttributionProblem and KubernetesProblem. */
export async function endTelemetry(
  hub: Hub,
  place: { readonly namespace: string; readonly name: string },
): Promise<void> {
  const { inventory, statements } = hub.reading();
  const apiVersion = telemetryVersion(statements);
  const found = diagnosticTelemetries(inventory.telemetries?.items ?? []).find(
    ({ telemetry }) =>
      telemetry.namespace === place.namespace && telemetry.name === place.name,
  );
  if (!found || apiVersion === null) {
    throw new AttributionProblem(
      "not-possible",
      `There is no Telemetry ${place.namespace}/${place.name} of ours; it may have been removed already.`,
      "Reload the page.",
    );
  }
  await removeTelemetry(hub.connection, found.telemetry, apiVersion);
}

/** Two requests at once must not both find room for one more. */
let last: Promise<unknown> = Promise.resolve();

function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work, work);
  last = next.catch(() => undefined);
  return next;
}

const SEEN_MS = 3_000;

/** The next offer counts what the watch has shown; without this the limit would have a gap. */
async function untilSeen(
  hub: Hub,
  namespace: string,
  name: string,
): Promise<void> {
  const isSeen = () =>
    (hub.reading().inventory.telemetries?.items ?? []).some(
      (one) => one.namespace === namespace && one.name === name,
    );
  if (isSeen()) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(end, SEEN_MS);
    const stop = hub.onInventory(() => isSeen() && end());
    function end() {
      clearTimeout(timer);
      stop();
      resolve();
    }
  });
}
