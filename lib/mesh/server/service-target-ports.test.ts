import { describe, expect, test } from "vitest";
import { aPod, aPolicy, aService } from "@/lib/mesh/testing/inventory-builders";
import { http, strict, verdict, withPorts } from "./testing/cart-verdict";

describe("target ports", () => {
  const named = { ...http, targetPort: "web" };

  test("a name may lead to another port in every pod", () => {
    const { ports } = verdict({
      services: [withPorts(named)],
      pods: [
        aPod("shop/cart-1", { containerPorts: [{ name: "web", port: 8080 }] }),
        aPod("shop/cart-2", { containerPorts: [{ name: "web", port: 9090 }] }),
      ],
    });
    expect(ports[0]?.pods.map((pod) => pod.targetPort)).toEqual([8080, 9090]);
  });

  test("a pod without that name drops out", () => {
    const { ports, pods } = verdict({
      services: [withPorts(named)],
      pods: [
        aPod("shop/cart-1", { containerPorts: [{ name: "web", port: 8080 }] }),
        aPod("shop/cart-2"),
      ],
    });
    expect(ports[0]?.pods).toHaveLength(1);
    expect(pods).toHaveLength(2);
  });

  test("a name that no pod has leaves nothing enforced", () => {
    expect(
      verdict({
        services: [withPorts(named)],
        pods: [aPod("shop/cart-1")],
        peerAuthentications: [strict],
      }).mode,
    ).toBe("NOT_ENFORCED");
  });

  test("a port the sidecar does not see is not STRICT", () => {
    const { mode, ports } = verdict({
      pods: [
        aPod("shop/cart-1", {
          annotations: {
            "traffic.sidecar.istio.io/excludeInboundPorts": "8080",
          },
        }),
      ],
      peerAuthentications: [strict],
    });
    expect(mode).toBe("NOT_ENFORCED");
    expect(ports[0]?.pods[0]?.enforcement).toBe("none");
  });

  test("a UDP port keeps a service from reading STRICT", () => {
    const udp = {
      ...http,
      name: "dns",
      port: 53,
      protocol: "UDP",
      appProtocol: "udp",
    };
    const { mode, ports } = verdict({
      services: [withPorts(http, udp)],
      pods: [aPod("shop/cart-1")],
      peerAuthentications: [strict],
    });
    expect(mode).toBe("MIXED");
    expect(ports.map((port) => port.mode)).toEqual(["STRICT", "NOT_ENFORCED"]);
  });

  test("a headless service without ports is judged by what its pods listen on", () => {
    const { mode } = verdict({
      services: [aService("shop/cart", { headless: true, ports: [] })],
      pods: [
        aPod("shop/cart-1", {
          containerPorts: [
            { name: "a", port: 1000 },
            { name: "b", port: 2000 },
          ],
        }),
      ],
      peerAuthentications: [
        aPolicy("shop/cart", {
          selector: { app: "cart" },
          mode: "STRICT",
          portLevelMtls: { "2000": "DISABLE" },
        }),
      ],
    });
    expect(mode).toBe("MIXED");
  });
});
