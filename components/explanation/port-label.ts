/** What a reader chooses between, where a service has several ports or workloads. */
import type { PortExplanation } from "@/lib/mesh/explanation/explanation";
import { formatCount } from "@/lib/words/figures";
import type { Language } from "@/lib/words/language";
import { words } from "@/lib/words/words";

export interface PortLabel {
  /** Tells it from every other port of the same service, also in the next answer. */
  readonly key: string;
  /** e.g. "80 → 8080 http" */
  readonly port: string;
  /** What else tells it apart: the workload, the number of pods; "" = nothing is needed. */
  readonly note: string;
}

/** One label each, in the order given. Workload and pods are named only where they differ. */
export function portLabels(
  ports: readonly PortExplanation[],
  language: Language,
): readonly PortLabel[] {
  const w = words(language).explanation.chooser;
  const workloads = new Set(ports.map(workloadKey));
  const seen = new Map<string, number>();
  return ports.map((port) => {
    const place = placeKey(port);
    const twin = seen.get(place) ?? 0;
    seen.set(place, twin + 1);
    const twins = ports.filter((other) => placeKey(other) === place).length;
    const note: string[] = [];
    if (workloads.size > 1) note.push(port.workload.name);
    if (twins > 1) note.push(w.pods(formatCount(port.pods.count, language)));
    return {
      key: twin === 0 ? place : `${place}/${twin}`,
      port: portText(port, language),
      note: note.join(" · "),
    };
  });
}

function portText(
  { servicePort, targetPort }: PortExplanation,
  language: Language,
): string {
  const w = words(language).explanation.chooser;
  if (servicePort === null) return w.undeclared(String(targetPort));
  const text = w.port(String(servicePort.port), String(targetPort));
  return servicePort.name === "" ? text : `${text} ${servicePort.name}`;
}

function workloadKey({ workload }: PortExplanation): string {
  return `${workload.kind}/${workload.namespace}/${workload.name}`;
}

function placeKey(port: PortExplanation): string {
  return [
    workloadKey(port),
    port.servicePort?.port ?? "",
    port.targetPort,
  ].join("/");
}
