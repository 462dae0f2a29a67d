import { describe, expect, it } from "vitest";
import { readAccessLog } from "./read-access-log";
import { line, POD } from "./testing/envoy-lines";

const callOf = (text: string) => readAccessLog(text, POD).calls[0];

describe("what a caller may write", () => {
  it("marks an address from X-Forwarded-For as hearsay", () => {
    expect(callOf(line({ remote: "203.0.113.9:0" }))?.peer).toEqual({
      ip: "203.0.113.9",
      from: "header",
    });
  });

  it("is not misled by a user agent that imitates the end of a line", () => {
    const userAgent =
      'x" "id" "host" "10.0.0.1:1" inbound|8080|| 127.0.0.6:1 10.244.1.7:8080 10.66.6.6:666 - default';
    expect(readAccessLog(line({ userAgent }), POD)).toMatchObject({
      calls: [],
      notUnderstood: 1,
    });
  });

  it("drops a line whose server name shifts the addresses", () => {
    const shifted = line({ sni: "10.66.6.6:666 -" });
    expect(readAccessLog(shifted, POD).calls).toEqual([]);
  });

  it("is not misled by a path that imitates a refusal", () => {
    const request = 'GET /" 0 NR filter_chain_not_found - "x HTTP/1.1';
    expect(readAccessLog(line({ request }), POD).calls).toEqual([]);
  });

  it.each([
    "x 10.244.1.7:8080 10.66.6.6:1234 -",
    'x" inbound|8080|| 127.0.0.6:1 10.244.1.7:8080 10.66.6.6:1234 -',
  ])("names nobody by a server name that imitates addresses: %s", (sni) => {
    const { calls, notUnderstood } = readAccessLog(line({ sni }), POD);
    expect(calls).toEqual([]);
    expect(notUnderstood).toBe(1);
  });

  const custom = (text: string, written: string) =>
    readAccessLog(written, POD, [{ text: `${text}\n`, json: null }]);

  it.each([
    [
      "a server name, with no header behind it",
      "%START_TIME% %REQUESTED_SERVER_NAME% %DOWNSTREAM_REMOTE_ADDRESS% %DOWNSTREAM_LOCAL_ADDRESS% %UPSTREAM_CLUSTER%",
      "2026-11-22T10:41:07Z - 10.66.6.6:1 10.244.1.7:8080 10.244.2.9:5000 10.244.1.7:8080 inbound|8080||",
    ],
    [
      "a server name, with a header that swallows the rest",
      "%START_TIME% %REQUESTED_SERVER_NAME% %DOWNSTREAM_REMOTE_ADDRESS% %DOWNSTREAM_LOCAL_ADDRESS% %REQ(USER-AGENT)% %UPSTREAM_CLUSTER%",
      "2026-11-22T10:41:07Z - 10.66.6.6:1 10.244.1.7:8080 x 10.244.2.9:5000 10.244.1.7:8080 curl inbound|8080||",
    ],
    ...[
      "REQ_WITHOUT_QUERY(USER-AGENT)",
      "PATH(WQ)",
      "QUERY_PARAM(q)",
      "TRAILER(X-NAME)",
      "DYNAMIC_METADATA(envoy.lua:name)",
      "FILTER_STATE(name:PLAIN)",
      "DOWNSTREAM_PEER_SUBJECT",
      "AN_OPERATOR_OF_TOMORROW",
    ].map((operator) => [
      operator,
      `%START_TIME% %${operator}% %DOWNSTREAM_TLS_VERSION% %DOWNSTREAM_REMOTE_ADDRESS% %DOWNSTREAM_LOCAL_ADDRESS% %REQ(X-TAIL)%`,
      "2026-11-22T10:41:07Z curl - 10.66.6.6:1 10.244.1.7:8080 TLSv1.3 10.244.2.9:5000 10.244.1.7:8080 tail",
    ]),
  ])("moves no field of a custom format: %s", (_what, text, written) => {
    expect(custom(text ?? "", written ?? "")).toMatchObject({
      calls: [],
      notUnderstood: 1,
    });
  });

  it("finds the true peer behind a server name that imitates the format", () => {
    const { calls } = custom(
      "%START_TIME%|%REQUESTED_SERVER_NAME%|%DOWNSTREAM_REMOTE_ADDRESS%|%DOWNSTREAM_LOCAL_ADDRESS%|%ROUTE_NAME%",
      "2026-11-22T10:41:07Z|-|10.66.6.6:1|10.244.1.7:8080|10.244.2.9:5000|10.244.1.7:8080|default",
    );
    expect(calls).toMatchObject([
      { peer: { ip: "10.244.2.9" }, transport: "unknown" },
    ]);
  });

  it("still reads a custom format with a browser's name in the middle of it", () => {
    const { calls } = custom(
      "%START_TIME% %REQ_WITHOUT_QUERY(USER-AGENT)% %DOWNSTREAM_TLS_VERSION% %DOWNSTREAM_REMOTE_ADDRESS% %DOWNSTREAM_LOCAL_ADDRESS% %UPSTREAM_CLUSTER%",
      "2026-11-22T10:41:07Z Mozilla/5.0 (X11; Linux) - 10.244.2.9:5 10.244.1.7:8080 inbound|8080||",
    );
    expect(calls).toMatchObject([
      { peer: { ip: "10.244.2.9" }, transport: "plaintext" },
    ]);
  });

  it("reads a default line whose user agent has a single quote mark too many", () => {
    expect(callOf(line({ userAgent: 'cu"rl' }))?.peer?.ip).toBe("10.244.2.9");
  });

  it("does not read a custom JSON line as if its keys were Istio's", () => {
    const json = {
      downstream_local_address: "%DOWNSTREAM_LOCAL_ADDRESS%",
      downstream_remote_address: "%REQ(X-REAL-IP)%",
      downstream_tls_version: "%DOWNSTREAM_TLS_VERSION%",
      upstream_cluster: "%UPSTREAM_CLUSTER%",
    };
    const text = JSON.stringify({
      downstream_local_address: "10.244.1.7:8080",
      downstream_remote_address: "10.66.6.6:1",
      downstream_tls_version: null,
      upstream_cluster: "inbound|8080||",
    });
    expect(readAccessLog(text, POD, [{ text: null, json }])).toMatchObject({
      calls: [],
      notUnderstood: 1,
    });
  });

  it("does not put a line aside as somebody's own call where its format has no local address", () => {
    const json = { who: "%DOWNSTREAM_REMOTE_ADDRESS%" };
    const text = JSON.stringify({ who: "10.244.2.9:5" });
    expect(readAccessLog(text, POD, [{ text: null, json }])).toMatchObject({
      calls: [],
      notInbound: 0,
      notUnderstood: 1,
    });
  });

  it("takes no header for the peer, whatever a custom format calls it", () => {
    const json = {
      downstream_remote_address: "%REQ(X-REAL-IP)%",
      here: "%DOWNSTREAM_LOCAL_ADDRESS%",
      to: "%UPSTREAM_CLUSTER%",
    };
    const text = JSON.stringify({
      downstream_remote_address: "10.66.6.6:1",
      here: "10.244.1.7:8080",
      to: "inbound|8080||",
    });
    const { calls } = readAccessLog(text, POD, [{ text: null, json }]);
    expect(calls).toEqual([]);
  });
});
