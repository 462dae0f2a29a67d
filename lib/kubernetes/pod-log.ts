import type { KubernetesConnection } from "./connection";
import type { CallOptions } from "./objects-api";

export interface PodLogQuestion {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** How far back, whole seconds; at least 1. */
  readonly sinceSeconds: number;
}

export interface PodLog {
  /** Oldest line first; whole lines only. */
  readonly text: string;
  /** What there was more of than we read. The kubelet counts lines from the end and bytes from the start. */
  readonly missing: "none" | "oldest" | "newest";
}

/** A busy sidecar writes some hundred lines a second; this bounds memory, and says so. */
export const MAX_LOG_LINES = 20_000;
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * The newest lines of one container's log. Needs `get` on `pods/log`.
 * Throws KubernetesProblem: forbidden, not-found (no such pod or container), rejected (it has not started),
 * unreachable or server-error (kubelet), timeout.
 */
export async function readPodLog(
  connection: KubernetesConnection,
  { namespace, pod, container, sinceSeconds }: PodLogQuestion,
  options: CallOptions = {},
): Promise<PodLog> {
  const place = `namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}`;
  const text = await connection.requestText(`/api/v1/${place}/log`, {
    ...options,
    accept: "*/*",
    query: {
      container,
      sinceSeconds,
      tailLines: MAX_LOG_LINES,
      limitBytes: MAX_BYTES,
    },
  });
  if (Buffer.byteLength(text) >= MAX_BYTES) {
    // The last line may be half of one.
    return {
      text: text.slice(0, text.lastIndexOf("\n") + 1),
      missing: "newest",
    };
  }
  return {
    text,
    missing: lineCount(text) >= MAX_LOG_LINES ? "oldest" : "none",
  };
}

function lineCount(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
    lines += 1;
  }
  return lines;
}
