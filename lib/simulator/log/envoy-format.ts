import type { LogFormat } from "@/lib/simulator/mesh/telemetry-view";

/** A value of Envoy's command operators; null = there is none. */
export type OperatorValue = string | number | null;

/** By operator without percent signs: `START_TIME`, `REQ(:METHOD)`. */
export type OperatorValues = Readonly<Record<string, OperatorValue>>;

export type LineFormat = (values: OperatorValues) => string;

/** Istio's default text. Source: istio pilot/pkg/model/telemetry_logging.go */
const TEXT = [
  '[%START_TIME%] "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" %RESPONSE_CODE%',
  "%RESPONSE_FLAGS% %RESPONSE_CODE_DETAILS% %CONNECTION_TERMINATION_DETAILS%",
  '"%UPSTREAM_TRANSPORT_FAILURE_REASON%" %BYTES_RECEIVED% %BYTES_SENT% %DURATION%',
  '%RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% "%REQ(X-FORWARDED-FOR)%" "%REQ(USER-AGENT)%"',
  '"%REQ(X-REQUEST-ID)%" "%REQ(:AUTHORITY)%" "%UPSTREAM_HOST%" %UPSTREAM_CLUSTER_RAW%',
  "%UPSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_REMOTE_ADDRESS%",
  "%REQUESTED_SERVER_NAME% %ROUTE_NAME%",
].join(" ");

/** The fields of Istio's default JSON. */
const FIELDS: Readonly<Record<string, string>> = {
  authority: "%REQ(:AUTHORITY)%",
  bytes_received: "%BYTES_RECEIVED%",
  bytes_sent: "%BYTES_SENT%",
  connection_termination_details: "%CONNECTION_TERMINATION_DETAILS%",
  downstream_local_address: "%DOWNSTREAM_LOCAL_ADDRESS%",
  downstream_remote_address: "%DOWNSTREAM_REMOTE_ADDRESS%",
  duration: "%DURATION%",
  method: "%REQ(:METHOD)%",
  path: "%REQ(X-ENVOY-ORIGINAL-PATH?:PATH)%",
  protocol: "%PROTOCOL%",
  request_id: "%REQ(X-REQUEST-ID)%",
  requested_server_name: "%REQUESTED_SERVER_NAME%",
  response_code: "%RESPONSE_CODE%",
  response_code_details: "%RESPONSE_CODE_DETAILS%",
  response_flags: "%RESPONSE_FLAGS%",
  route_name: "%ROUTE_NAME%",
  start_time: "%START_TIME%",
  upstream_cluster: "%UPSTREAM_CLUSTER_RAW%",
  upstream_host: "%UPSTREAM_HOST%",
  upstream_local_address: "%UPSTREAM_LOCAL_ADDRESS%",
  upstream_service_time: "%RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)%",
  upstream_transport_failure_reason: "%UPSTREAM_TRANSPORT_FAILURE_REASON%",
  user_agent: "%REQ(USER-AGENT)%",
  x_forwarded_for: "%REQ(X-FORWARDED-FOR)%",
};

/** @param format null = Istio's default text; JSON without fields = Istio's default ones */
export function lineFormatOf(format: LogFormat | null): LineFormat {
  if (format?.kind !== "json") {
    return textFormat((format?.format ?? TEXT).replace(/\n$/, ""));
  }
  const given = Object.entries(format.fields);
  const fields = (given.length > 0 ? given : Object.entries(FIELDS)).map(
    ([key, text]) => [key, jsonValue(text)] as const,
  );
  return (values) =>
    JSON.stringify(
      Object.fromEntries(fields.map(([key, value]) => [key, value(values)])),
    );
}

const OPERATOR = /%([A-Z][A-Z0-9_]*(?:\([^)]*\))?)(?::(\d+))?%/g;

/** In text, what is missing is a dash. */
function textFormat(format: string): LineFormat {
  const parts: ((values: OperatorValues) => string)[] = [];
  let from = 0;
  for (const match of format.matchAll(OPERATOR)) {
    const literal = format.slice(from, match.index);
    const value = operatorOf(match[1] ?? "");
    const limit = match[2] === undefined ? undefined : Number(match[2]);
    parts.push(
      (values) => literal + String(value(values) ?? "-").slice(0, limit),
    );
    from = match.index + match[0].length;
  }
  const rest = format.slice(from);
  return (values) => parts.map((part) => part(values)).join("") + rest;
}

/** A field that is one operator keeps its type; where it is missing it is null. */
function jsonValue(text: string): (values: OperatorValues) => OperatorValue {
  const [whole] = text.matchAll(OPERATOR);
  return whole?.[0] === text && whole[2] === undefined
    ? operatorOf(whole[1] ?? "")
    : textFormat(text);
}

/** `REQ(A?B)` is A, or B where there is no A. */
function operatorOf(
  operator: string,
): (values: OperatorValues) => OperatorValue {
  const header = /^(REQ|RESP)\(([^?)]*)(?:\?([^)]*))?\)$/.exec(operator);
  const names =
    header === null
      ? [operator.replace(/\(.*$/, "")]
      : [header[2], header[3]]
          .filter((it) => it !== undefined)
          .map((it) => `${header[1]}(${it.toUpperCase()})`);
  return (values) => {
    for (const name of names) {
      const value = values[name] ?? null;
      if (value !== null) return value;
    }
    return null;
  };
}
