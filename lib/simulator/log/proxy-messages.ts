import type { PodView } from "@/lib/simulator/mesh/view";

export interface LogLine {
  readonly timeMs: number;
  readonly text: string;
}

/** istiod ends every connection after about half an hour, and the agent makes a new one. */
const RECONNECT_MS = 32 * 60_000;

/** What agent and Envoy say of themselves: at the start, and whenever the connection to istiod is renewed. */
export function proxyMessages(
  pod: PodView,
  afterMs: number,
  untilMs: number,
): LogLine[] {
  const start = [
    [0, `FLAG: --domain="${pod.namespace}.svc.cluster.local"`],
    [12, "Starting proxy agent"],
    [
      310,
      "xdsproxy\tconnected to delta upstream XDS server: istiod.istio-system.svc:15012\tid=1",
    ],
    [940, "Envoy proxy is ready"],
  ] as const;
  const lines = start.map(([ms, text]) => line(pod.createdMs + ms, text));
  const first = Math.max(
    1,
    Math.ceil((afterMs - pod.createdMs) / RECONNECT_MS),
  );
  for (
    let renewal = first;
    pod.createdMs + renewal * RECONNECT_MS <= untilMs;
    renewal += 1
  ) {
    lines.push(
      line(
        pod.createdMs + renewal * RECONNECT_MS,
        `xdsproxy\tconnected to delta upstream XDS server: istiod.istio-system.svc:15012\tid=${renewal + 1}`,
      ),
    );
  }
  return lines.filter(({ timeMs }) => timeMs > afterMs && timeMs <= untilMs);
}

function line(timeMs: number, text: string): LogLine {
  const stamp = new Date(timeMs).toISOString().replace("Z", "000Z");
  return { timeMs, text: `${stamp}\tinfo\t${text}` };
}
