import type { LoggingView, TelemetryView } from "./telemetry-view";
import { type PodView, selects } from "./view";

/**
 * The Telemetry resources that reach a pod's proxy, the general before the special: the oldest without
 * selector of the root namespace, then of its own, then every one that selects it.
 */
export function telemetriesOf(
  logging: LoggingView,
  pod: Pick<PodView, "namespace" | "labels">,
): TelemetryView[] {
  const { rootNamespace } = logging;
  const own = logging.telemetries.get(pod.namespace) ?? [];
  const wide = [
    wideOf(logging.telemetries.get(rootNamespace) ?? []),
    pod.namespace === rootNamespace ? undefined : wideOf(own),
  ];
  const selecting = own.filter(
    (it) => !it.attached && !isWide(it) && selects(it.selector, pod.labels),
  );
  return [
    ...wide.filter((it): it is TelemetryView => it !== undefined),
    ...selecting,
  ];
}

function wideOf(
  telemetries: readonly TelemetryView[],
): TelemetryView | undefined {
  return telemetries.find((it) => !it.attached && isWide(it));
}

function isWide({ selector }: TelemetryView): boolean {
  return Object.keys(selector).length === 0;
}
