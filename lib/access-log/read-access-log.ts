/**
 * The inbound calls in the log of one sidecar. Lines of other kinds are counted, not forgotten, so that
 * nobody takes "nothing found" for "nobody called".
 */

import { type EnvoyReading, inboundCallOf } from "./envoy-call";
import { compileEnvoyFormat, type EnvoyFormat } from "./envoy-format";
import type { InboundCall } from "./inbound-call";
import { ISTIO_TEXT_FORMATS } from "./istio-formats";
import { jsonFields, renameKeys } from "./json-fields";

/** What the mesh config says about the form of the log; both null = Istio's defaults. */
export interface LogFormat {
  /** `accessLogFormat` with TEXT encoding. */
  readonly text: string | null;
  /** `accessLogFormat` with JSON encoding: operators by key. */
  readonly json: Readonly<Record<string, string>> | null;
}

export const DEFAULT_LOG_FORMAT: LogFormat = { text: null, json: null };

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

/** @param podIps addresses of the pod the log belongs to */
export function readAccessLog(
  text: string,
  podIps: ReadonlySet<string>,
  format: LogFormat = DEFAULT_LOG_FORMAT,
): AccessLogReading {
  const formats = [
    ...(format.text === null ? [] : [compileEnvoyFormat(format.text)]),
    ...ISTIO_TEXT_FORMATS,
  ];
  const calls: InboundCall[] = [];
  const counts = { lines: 0, notInbound: 0, otherLines: 0, notUnderstood: 0 };
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    counts.lines += 1;
    if (isProxyMessage(line)) counts.otherLines += 1;
    else {
      const reading = readLine(line.trimEnd(), podIps, formats, format.json);
      if (reading === "not-inbound") counts.notInbound += 1;
      else if (reading === "not-understood") counts.notUnderstood += 1;
      else calls.push(reading);
    }
  }
  return { calls, ...counts };
}

function readLine(
  line: string,
  podIps: ReadonlySet<string>,
  formats: readonly EnvoyFormat[],
  json: LogFormat["json"],
): EnvoyReading {
  const object = jsonFields(line);
  if (object !== null) {
    return inboundCallOf(
      json === null ? object : renameKeys(object, json),
      podIps,
    );
  }
  for (const format of formats) {
    const fields = format.read(line);
    if (fields === null) continue;
    const reading = inboundCallOf(fields, podIps);
    if (reading !== "not-understood") return reading;
  }
  return "not-understood";
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
