import { readSocketAddress } from "./address";
import type { InboundCall } from "./inbound-call";
import { jsonFields } from "./json-fields";

/** A ztunnel speaks for every ambient pod of its node; its lines name whom they are about. */
export interface ZtunnelCall extends InboundCall {
  readonly destination: { readonly namespace: string; readonly pod: string };
  /** Where the caller lives, found by its address; null = none that ztunnel knows. */
  readonly source: { readonly namespace: string; readonly pod: string } | null;
  /** When the line was written: at the end of the connection, which may have begun hours before. */
  readonly loggedAtMs: number | null;
}

/** A line of ztunnel's access log about an inbound connection, in text or JSON; null = another line. */
export function readZtunnelLine(line: string): ZtunnelCall | null {
  if (!line.includes("connection complete")) return null;
  const fields = line.startsWith("{") ? jsonPairs(line) : textPairs(line);
  if (fields.get("direction") !== "inbound") return null;
  const namespace = fields.get("dst.namespace");
  const pod = fields.get("dst.workload");
  const peer = readSocketAddress(fields.get("src.addr"));
  if (namespace === undefined || pod === undefined || peer === null)
    return null;
  const hbone = readSocketAddress(fields.get("dst.hbone_addr"));
  const local = hbone ?? readSocketAddress(fields.get("dst.addr"));
  const identity = fields.get("src.identity") ?? null;
  const source = {
    namespace: fields.get("src.namespace"),
    pod: fields.get("src.workload"),
  };
  const loggedAtMs = timeOf(line, fields);
  const lastedMs = durationOf(fields);
  return {
    // The address belonged to the caller when it began to call.
    atMs:
      loggedAtMs === null || lastedMs === null ? null : loggedAtMs - lastedMs,
    loggedAtMs,
    peer: { ip: peer.ip, from: "connection" },
    localPort: local?.port ?? null,
    transport: identity === null ? "plaintext" : "mutual_tls",
    identity,
    refused: (fields.get("error") ?? "").includes("policy rejection")
      ? "ztunnel-policy"
      : null,
    destination: { namespace, pod },
    source:
      source.namespace !== undefined && source.pod !== undefined
        ? { namespace: source.namespace, pod: source.pod }
        : null,
  };
}

/** `src.addr=10.0.0.1:1 src.workload="a b"`: values are quoted where they are text. */
function textPairs(line: string): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const [, key, quoted, bare] of line.matchAll(
    // Looking back keeps a long word from being tried from each of its letters.
    /(?<![a-z_.])([a-z_.]+)=(?:"((?:[^"\\]|\\.)*)"|(\S+))/g,
  )) {
    const value = quoted ?? bare;
    if (key !== undefined && value !== undefined && !pairs.has(key)) {
      pairs.set(key, value);
    }
  }
  return pairs;
}

function jsonPairs(line: string): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const [key, value] of jsonFields(line) ?? []) {
    // `dst.hbone_addr` has become DST_HBONE_ADDR; only the first separator was a dot.
    if (value !== "-") pairs.set(key.toLowerCase().replace("_", "."), value);
  }
  return pairs;
}

function timeOf(
  line: string,
  fields: ReadonlyMap<string, string>,
): number | null {
  const ms = Date.parse(fields.get("time") ?? line.split(/\s/, 1)[0] ?? "");
  return Number.isNaN(ms) ? null : ms;
}

/** "2ms", "1.5s"; null where the line does not say how long the connection lasted. */
function durationOf(fields: ReadonlyMap<string, string>): number | null {
  const match = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(fields.get("duration") ?? "");
  const figure = Number(match?.[1]);
  if (match === null || Number.isNaN(figure)) return null;
  return match[2] === "s" ? figure * 1_000 : figure;
}
