/**
 * The inbound calls in the log of one sidecar. Lines of other kinds are counted, not forgotten, so that
 * nobody takes "nothing found" for "nobody called".
 */
import type { LogFormat } from "@/lib/mesh/access-log-settings";
import {
  type EnvoyReading,
  inboundCallOf,
  type LogKnowledge,
} from "./envoy-call";
import {
  compileEnvoyFormat,
  type EnvoyFormat,
  type LoggedFields,
} from "./envoy-format";
import type { InboundCall } from "./inbound-call";
import { ISTIO_TEXT_FORMATS } from "./istio-formats";
import { jsonFields, renameKeys, sharesKeys } from "./json-fields";

export interface AccessLogReading {
  readonly calls: readonly InboundCall[];
  readonly lines: number;
  /** Calls that the pod itself made, or that its proxy answered for others. */
  readonly notInbound: number;
  /** Start-up messages and warnings of the proxy. */
  readonly otherLines: number;
  /** Looks like an access log, and fits no known format. */
  readonly notUnderstood: number;
}

/** Takes lines in any portions, so that a long log can be read without holding up everything else. */
export interface AccessLogReader {
  readLine(line: string): void;
  reading(): AccessLogReading;
}

/**
 * @param podIps addresses of the pod the log belongs to
 * @param formats those the mesh config names; Istio's own are always tried as well
 * @param plaintextOnlySinceMs since when nothing else is written to it, Unix milliseconds; null = no such filter
 */
export function accessLogReader(
  podIps: ReadonlySet<string>,
  formats: readonly LogFormat[] = [],
  plaintextOnlySinceMs: number | null = null,
): AccessLogReader {
  const known = { podIps, plaintextOnlySinceMs };
  const texts = [
    ...formats.flatMap(({ text }) =>
      text === null ? [] : [compileEnvoyFormat(text)],
    ),
    ...ISTIO_TEXT_FORMATS,
  ];
  const names = formats.flatMap(({ json }) => (json === null ? [] : [json]));
  const calls: InboundCall[] = [];
  const counts = { lines: 0, notInbound: 0, otherLines: 0, notUnderstood: 0 };
  return {
    readLine(line) {
      if (line.trim() === "") return;
      counts.lines += 1;
      if (isProxyMessage(line)) {
        counts.otherLines += 1;
        return;
      }
      const reading = understand(line.trimEnd(), known, texts, names);
      if (reading === "not-inbound") counts.notInbound += 1;
      else if (reading === "not-understood") counts.notUnderstood += 1;
      else calls.push(reading);
    },
    reading: () => ({ calls, ...counts }),
  };
}

/** A whole log at once; see `accessLogReader`. */
export function readAccessLog(
  text: string,
  podIps: ReadonlySet<string>,
  formats: readonly LogFormat[] = [],
  plaintextOnlySinceMs: number | null = null,
): AccessLogReading {
  const reader = accessLogReader(podIps, formats, plaintextOnlySinceMs);
  for (const line of text.split("\n")) reader.readLine(line);
  return reader.reading();
}

function understand(
  line: string,
  known: LogKnowledge,
  texts: readonly EnvoyFormat[],
  names: readonly JsonFormat[],
): EnvoyReading {
  const object = jsonFields(line);
  const candidates = object ? namings(object, names) : texts;
  for (const candidate of candidates) {
    const fields = "read" in candidate ? candidate.read(line) : candidate;
    if (fields === null) continue;
    const reading = inboundCallOf(fields, known);
    if (reading !== "not-understood") return reading;
  }
  return "not-understood";
}

type JsonFormat = Readonly<Record<string, string>>;

/** Keys mean what they say only in a line that shares none with a format we know: a header may stand behind one. */
function namings(
  object: LoggedFields,
  names: readonly JsonFormat[],
): LoggedFields[] {
  const own = names.filter((format) => sharesKeys(object, format));
  return own.length === 0
    ? [object]
    : own.map((format) => renameKeys(object, format));
}

/** Lines of the agent and of Envoy itself start with a time and a level between tabs; JSON ones carry both as keys. */
function isProxyMessage(line: string): boolean {
  return (
    /^\d{4}-\d\d-\d\dT\S+\s+(debug|info|warn|warning|error|critical|trace)\s/i.test(
      line,
    ) ||
    /^\[[^\]]+\]\[\d+\]\[(debug|info|warning|error|critical|trace)\]/.test(
      line,
    ) ||
    /^\{"level":"[a-z]+","time":"[^"]+",("scope":|"msg":)/.test(line)
  );
}
