import { describe, expect, it } from "vitest";
import type { LogFormat } from "@/lib/mesh/access-log-settings";
import { readAccessLog } from "./read-access-log";
import { line, POD, withoutHttp } from "./testing/envoy-lines";

function only(
  text: string,
  format?: LogFormat,
  plaintextOnlySinceMs: number | null = null,
) {
  const { calls } = readAccessLog(
    text,
    POD,
    format && [format],
    plaintextOnlySinceMs,
  );
  expect(calls).toHaveLength(1);
  return calls[0];
}

describe("Istio's default text format", () => {
  it("tells a plaintext call with its peer, its time and its port", () => {
    expect(only(line())).toEqual({
      atMs: Date.parse("2026-11-22T10:41:07.123Z"),
      peer: { ip: "10.244.2.9", from: "connection" },
      localPort: 8080,
      transport: "plaintext",
      identity: null,
      refused: null,
    });
  });

  const sni = "outbound_.8000_._.httpbin.foo.svc.cluster.local";

  it("takes the server name of Istio's clients for the claim it is", () => {
    expect(only(line({ sni }))?.transport).toBe("claims_mutual_tls");
  });

  it("calls a line plaintext, whatever its server name, where the log holds nothing else", () => {
    const since = Date.parse("2026-11-22T10:30:00Z");
    expect(only(line({ sni }), undefined, since)?.transport).toBe("plaintext");
    const bare = line({ sni: "db.example" });
    expect(only(bare, undefined, since)?.transport).toBe("plaintext");
  });

  it("does not, where the line may be older than that filter", () => {
    const since = Date.parse("2026-11-22T10:40:30Z");
    expect(only(line({ sni }), undefined, since)?.transport).toBe(
      "claims_mutual_tls",
    );
  });

  it("does not call TLS with another server name plaintext, nor mutual", () => {
    expect(only(line({ sni: "httpbin.example" }))?.transport).toBe("unknown");
  });

  it("reads a TCP connection, and one to a port no service declares", () => {
    const tcp = withoutHttp({
      result: "0 - - -",
      cluster: "InboundPassthroughCluster",
      local: "10.244.1.7:9999",
    });
    expect(only(tcp)).toMatchObject({
      localPort: 9999,
      transport: "plaintext",
    });
  });

  it("finds refused plaintext, which no metric shows", () => {
    const refused = withoutHttp({
      result: "0 NR filter_chain_not_found -",
      cluster: "-",
    });
    expect(only(refused)).toMatchObject({
      peer: { ip: "10.244.2.9" },
      refused: "no-filter-chain",
      transport: "plaintext",
    });
  });

  it("does not take a route that is missing for a refused connection", () => {
    const missing = line({ result: "404 NR route_not_found -" });
    expect(only(missing)?.refused).toBeNull();
  });

  it.each([
    "outbound|8000||httpbin.bar.svc.cluster.local",
    "PassthroughCluster",
    "BlackHoleCluster",
  ])("leaves out what the pod itself calls (%s)", (cluster) => {
    const reading = readAccessLog(line({ cluster }), POD);
    expect(reading.calls).toEqual([]);
    expect(reading.notInbound).toBe(1);
  });

  it("leaves out refused connections of the pod's own, which are to other addresses", () => {
    const own = withoutHttp({
      result: "0 NR filter_chain_not_found -",
      cluster: "-",
      local: "10.96.0.1:443",
    });
    expect(readAccessLog(own, POD)).toMatchObject({ calls: [], notInbound: 1 });
  });

  it("reads IPv6 peers", () => {
    const text = line({ local: "[fd00::7]:8080", remote: "[fd00::9]:5123" });
    const [call] = readAccessLog(text, new Set(["fd00::7"])).calls;
    expect(call?.peer?.ip).toBe("fd00::9");
  });
});

describe("other formats", () => {
  it("reads the format of Istio 1.4, which has no details", () => {
    const old =
      '[2020-02-01T00:00:00.000Z] "GET / HTTP/1.1" 200 - "-" 0 9 1 0 "-" "curl" "id" "httpbin:8000" "127.0.0.1:80" inbound|8000|http|httpbin.foo.svc.cluster.local 127.0.0.1:5 10.244.1.7:80 10.244.2.9:4 - default';
    expect(only(old)).toMatchObject({ localPort: 80, transport: "plaintext" });
  });

  it("reads Istio's JSON encoding", () => {
    const json = JSON.stringify({
      start_time: "2026-11-22T10:41:07.123Z",
      response_code: 200,
      response_flags: "-",
      upstream_cluster: "inbound|8080||",
      downstream_local_address: "10.244.1.7:8080",
      downstream_remote_address: "10.244.2.9:51234",
      requested_server_name: null,
      user_agent: "curl",
    });
    expect(only(json)).toMatchObject({
      peer: { ip: "10.244.2.9", from: "connection" },
      transport: "plaintext",
    });
  });

  it("reads a custom text format that the mesh config names, with identities", () => {
    const text =
      "%START_TIME% peer=%DOWNSTREAM_DIRECT_REMOTE_ADDRESS% to=%DOWNSTREAM_LOCAL_ADDRESS% via=%UPSTREAM_CLUSTER% tls=%DOWNSTREAM_TLS_VERSION% san=%DOWNSTREAM_PEER_URI_SAN% flags=%RESPONSE_FLAGS%\n";
    const custom =
      "2026-11-22T10:41:07Z peer=10.244.2.9:5 to=10.244.1.7:8080 via=inbound|8080|| tls=TLSv1.3 san=spiffe://cluster.local/ns/bar/sa/sleep flags=-";
    expect(only(custom, { text, json: null })).toMatchObject({
      identity: "spiffe://cluster.local/ns/bar/sa/sleep",
      transport: "mutual_tls",
    });
  });

  it("reads a custom JSON format by the operators behind its keys", () => {
    const json = {
      who: "%DOWNSTREAM_REMOTE_ADDRESS%",
      here: "%DOWNSTREAM_LOCAL_ADDRESS%",
      to: "%UPSTREAM_CLUSTER%",
      name: "%REQUESTED_SERVER_NAME%",
    };
    const text = JSON.stringify({
      who: "10.244.2.9:5",
      here: "10.244.1.7:8080",
      to: "inbound|8080||",
      name: "-",
    });
    expect(only(text, { text: null, json })).toMatchObject({
      peer: { ip: "10.244.2.9" },
      atMs: null,
      transport: "plaintext",
    });
  });

  it("says unknown where the format tells nothing of TLS", () => {
    const json = {
      upstream_cluster: "inbound|8080||",
      downstream_local_address: "10.244.1.7:8080",
      downstream_remote_address: "10.244.2.9:5",
    };
    expect(only(JSON.stringify(json))?.transport).toBe("unknown");
  });

  it("counts what it does not understand instead of forgetting it", () => {
    const text = [
      line(),
      '10.244.2.9 -> 10.244.1.7 "GET /" 200',
      "2026-11-22T10:00:00.000000Z\tinfo\tReadiness succeeded in 1.2s",
      "[2026-11-22 10:00:00.000][18][warning][config] gRPC config stream closed",
      "",
    ].join("\n");
    expect(readAccessLog(text, POD)).toMatchObject({
      lines: 4,
      otherLines: 2,
      notUnderstood: 1,
      calls: [expect.anything()],
    });
  });
});
