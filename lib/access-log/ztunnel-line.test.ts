import { describe, expect, it } from "vitest";
import { readZtunnelLine } from "./ztunnel-line";

const plaintext =
  '2026-11-22T10:41:07.964289Z\tinfo\taccess\tconnection complete\tsrc.addr=10.244.3.4:40122 src.workload="sleep-7f9" src.namespace="legacy" dst.addr=10.244.1.9:8080 dst.service="cart.shop.svc.cluster.local" dst.workload="cart-5c2w" dst.namespace="shop" dst.identity="spiffe://cluster.local/ns/shop/sa/cart" direction="inbound" bytes_sent=12 bytes_recv=80 duration="2ms"';

describe("a line of ztunnel", () => {
  it("names the pods on both sides of a plaintext call", () => {
    expect(readZtunnelLine(plaintext)).toMatchObject({
      atMs: Date.parse("2026-11-22T10:41:07.962Z"),
      loggedAtMs: Date.parse("2026-11-22T10:41:07.964Z"),
      peer: { ip: "10.244.3.4" },
      localPort: 8080,
      transport: "plaintext",
      refused: null,
      destination: { namespace: "shop", pod: "cart-5c2w" },
      source: { namespace: "legacy", pod: "sleep-7f9" },
    });
  });

  it.each([
    ["3605000ms", "09:41:02.964Z"],
    ["90s", "10:39:37.964Z"],
    ["1.5s", "10:41:06.464Z"],
  ])("says when a connection that lasted %s began", (duration, at) => {
    const long = plaintext.replace("2ms", duration);
    expect(readZtunnelLine(long)?.atMs).toBe(Date.parse(`2026-11-22T${at}`));
  });

  it("does not take the end of a connection for its beginning where it says no duration", () => {
    const silent = plaintext.replace(' duration="2ms"', "");
    expect(readZtunnelLine(silent)).toMatchObject({
      atMs: null,
      loggedAtMs: Date.parse("2026-11-22T10:41:07.964Z"),
    });
  });

  it("takes the port inside the tunnel, and the identity that was proved", () => {
    const hbone = plaintext
      .replace(
        "dst.addr=10.244.1.9:8080",
        "dst.addr=10.244.1.9:15008 dst.hbone_addr=10.244.1.9:8080",
      )
      .replace(
        'src.namespace="legacy"',
        'src.namespace="legacy" src.identity="spiffe://cluster.local/ns/legacy/sa/sleep"',
      );
    expect(readZtunnelLine(hbone)).toMatchObject({
      localPort: 8080,
      transport: "mutual_tls",
      identity: "spiffe://cluster.local/ns/legacy/sa/sleep",
    });
  });

  it("tells a refusal by policy from other errors", () => {
    const denied = `${plaintext} error="connection closed due to policy rejection: explicitly denied by: istio-system/istio_converted_static_strict"`;
    expect(readZtunnelLine(denied)?.refused).toBe("ztunnel-policy");
    const reset = `${plaintext} error="connection reset"`;
    expect(readZtunnelLine(reset)?.refused).toBeNull();
  });

  it("reads JSON", () => {
    const json = JSON.stringify({
      level: "info",
      time: "2026-11-22T10:41:07.964289Z",
      scope: "access",
      message: "connection complete",
      "src.addr": "10.244.3.4:40122",
      "dst.addr": "10.244.1.9:15008",
      "dst.hbone_addr": "10.244.1.9:8080",
      "dst.workload": "cart-5c2w",
      "dst.namespace": "shop",
      direction: "inbound",
    });
    expect(readZtunnelLine(json)).toMatchObject({
      peer: { ip: "10.244.3.4" },
      localPort: 8080,
      source: null,
    });
  });

  it("leaves out what is not an inbound call", () => {
    expect(
      readZtunnelLine(plaintext.replace("inbound", "outbound")),
    ).toBeNull();
    expect(
      readZtunnelLine("2026-11-22T10:41:07Z info xds stream established"),
    ).toBeNull();
  });
});
