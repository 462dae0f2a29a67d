import { compileEnvoyFormat, type EnvoyFormat } from "./envoy-format";

/**
 * What Istio's sidecars write unless the mesh config says otherwise, newest first.
 * Source: istio pilot/pkg/model/telemetry_logging.go; the older two from 1.8 and 1.4.
 */
export const ISTIO_TEXT_FORMATS: readonly EnvoyFormat[] = [
  textFormat(
    "%RESPONSE_CODE% %RESPONSE_FLAGS% %RESPONSE_CODE_DETAILS% %CONNECTION_TERMINATION_DETAILS%",
    "%UPSTREAM_CLUSTER_RAW%",
  ),
  textFormat("%RESPONSE_CODE% %RESPONSE_FLAGS%", "%UPSTREAM_CLUSTER%"),
].map(compileEnvoyFormat);

function textFormat(result: string, cluster: string): string {
  return [
    '[%START_TIME%] "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%"',
    result,
    '"%UPSTREAM_TRANSPORT_FAILURE_REASON%" %BYTES_RECEIVED% %BYTES_SENT% %DURATION%',
    '%RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% "%REQ(X-FORWARDED-FOR)%" "%REQ(USER-AGENT)%"',
    '"%REQ(X-REQUEST-ID)%" "%REQ(:AUTHORITY)%" "%UPSTREAM_HOST%"',
    cluster,
    "%UPSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_REMOTE_ADDRESS%",
    "%REQUESTED_SERVER_NAME% %ROUTE_NAME%",
  ].join(" ");
}
