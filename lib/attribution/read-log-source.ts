import { setImmediate } from "node:timers/promises";
import { accessLogReader } from "@/lib/access-log/read-access-log";
import { ztunnelLogReader } from "@/lib/access-log/ztunnel-log";
import type { KubernetesConnection } from "@/lib/kubernetes/connection";
import type { CallOptions } from "@/lib/kubernetes/objects-api";
import { type PodLog, readPodLog } from "@/lib/kubernetes/pod-log";
import {
  isKubernetesProblem,
  type KubernetesProblemCode,
} from "@/lib/kubernetes/problem";
import type { LogFormat } from "@/lib/mesh/access-log-settings";
import type { AccessLogging } from "./access-logging";
import { addressesOf } from "./address-book";
import type { LogSource } from "./log-sources";
import { type LoggedCall, lastSeenMs } from "./logged-call";

/** What became of the attempt to read one log. Only "read" says anything about callers. */
export const LOG_OUTCOMES = [
  "read",
  /** It has no line of an access log, although one should be written: nobody called, or it is too young. */
  "no-lines",
  "logging-off",
  "logging-elsewhere",
  /** It has no line of an access log, and whether one is written is not known. */
  "logging-unknown",
  "not-understood",
  "forbidden",
  "not-found",
  "timeout",
  "unreachable",
  "failed",
] as const;
export type LogOutcome = (typeof LOG_OUTCOMES)[number];

export interface SourceReading {
  readonly source: LogSource;
  readonly outcome: LogOutcome;
  readonly logging: AccessLogging | null;
  readonly calls: readonly LoggedCall[];
  /** All lines of the log that were read. */
  readonly lines: number;
  /** Lines of the access log, whoever they are about. */
  readonly accessLines: number;
  readonly notUnderstood: number;
  readonly missing: PodLog["missing"];
  /** Times of the first and last access log line, Unix milliseconds. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
  /** The API server's or our own words where it could not be read. */
  readonly problem: string | null;
}

export interface ReadingOptions extends CallOptions {
  readonly sinceSeconds: number;
  readonly formats: readonly LogFormat[];
}

const TIMEOUT_MS = 20_000;
/** Lines between two looks at everything else that waits; some milliseconds each. */
const SLICE_LINES = 500;

/**
 * Reads and understands one log. A refusal is an answer, not an exception.
 * @param logging what configuration says about a sidecar's log; null for a ztunnel, which has its own settings
 */
export async function readLogSource(
  connection: KubernetesConnection,
  source: LogSource,
  logging: AccessLogging | null,
  { sinceSeconds, formats, ...options }: ReadingOptions,
): Promise<SourceReading> {
  const base = { ...UNREAD, source, logging };
  let log: PodLog;
  try {
    log = await readPodLog(
      connection,
      {
        namespace: source.pod.namespace,
        pod: source.pod.name,
        container: source.container,
        sinceSeconds,
      },
      { timeoutMs: TIMEOUT_MS, ...options },
    );
  } catch (error) {
    if (!isKubernetesProblem(error)) throw error;
    return { ...base, outcome: OUTCOMES[error.code], problem: error.message };
  }
  const found = await understand(log.text, source, logging, formats);
  const times = found.calls.flatMap((call) => lastSeenMs(call) ?? []);
  return {
    ...base,
    ...found,
    outcome: outcomeOf(found, logging),
    missing: log.missing,
    fromMs: times.length > 0 ? times.reduce((a, b) => Math.min(a, b)) : null,
    toMs: times.length > 0 ? times.reduce((a, b) => Math.max(a, b)) : null,
  };
}

const UNREAD = {
  calls: [],
  lines: 0,
  accessLines: 0,
  notUnderstood: 0,
  missing: "none",
  fromMs: null,
  toMs: null,
  problem: null,
} as const;

interface Understood {
  readonly calls: readonly LoggedCall[];
  readonly lines: number;
  readonly accessLines: number;
  readonly notUnderstood: number;
}

async function understand(
  text: string,
  source: LogSource,
  logging: AccessLogging | null,
  formats: readonly LogFormat[],
): Promise<Understood> {
  const reader = readerOf(source, logging, formats);
  let count = 0;
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf("\n", from);
    const to = end < 0 ? text.length : end;
    reader.readLine(text.slice(from, to));
    from = to + 1;
    count += 1;
    if (count % SLICE_LINES === 0) await setImmediate();
  }
  return reader.understood();
}

function readerOf(
  source: LogSource,
  logging: AccessLogging | null,
  formats: readonly LogFormat[],
) {
  if (source.kind === "ztunnel") {
    const reader = ztunnelLogReader(source.about);
    return { readLine: reader.readLine, understood: reader.reading };
  }
  const ips = new Set(source.about.flatMap(addressesOf));
  const reader = accessLogReader(ips, formats, plaintextOnlySince(logging));
  return {
    readLine: reader.readLine,
    understood: () => {
      const { calls, lines, notInbound, notUnderstood } = reader.reading();
      const accessLines = calls.length + notInbound + notUnderstood;
      return { calls, lines, accessLines, notUnderstood };
    },
  };
}

/** Since when the log leaves out mutual TLS, Unix milliseconds; null = it does not, or that is not known. */
function plaintextOnlySince(logging: AccessLogging | null): number | null {
  if (logging?.state !== "on" || logging.filter !== "plaintext-only") {
    return null;
  }
  const ms = Date.parse(logging.since ?? "");
  return Number.isNaN(ms) ? null : ms;
}

function outcomeOf(
  { accessLines, notUnderstood }: Understood,
  logging: AccessLogging | null,
): LogOutcome {
  if (accessLines > notUnderstood) return "read";
  if (notUnderstood > 0) return "not-understood";
  return logging === null ? "logging-unknown" : SILENT[logging.state];
}

/** What it means that a log has no line of an access log. */
const SILENT: Readonly<Record<AccessLogging["state"], LogOutcome>> = {
  on: "no-lines",
  off: "logging-off",
  elsewhere: "logging-elsewhere",
  unknown: "logging-unknown",
};

const OUTCOMES: Readonly<Record<KubernetesProblemCode, LogOutcome>> = {
  forbidden: "forbidden",
  unauthorized: "forbidden",
  "not-found": "not-found",
  gone: "not-found",
  // Logs are served everywhere; a bare 404 is the kubelet's.
  "not-served": "not-found",
  timeout: "timeout",
  unreachable: "unreachable",
  // The kubelet did not answer the API server.
  "server-error": "unreachable",
  rejected: "failed",
  malformed: "failed",
  conflict: "failed",
  "kubeconfig-missing": "failed",
  "kubeconfig-invalid": "failed",
  "context-unknown": "failed",
};
