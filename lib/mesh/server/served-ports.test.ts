import { describe, expect, test } from "vitest";
import { explainService } from "@/lib/mesh/explanation/explain-service";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import {
  DEFAULT_MESH_CONFIG,
  type EndpointSlice,
  type LegacyPolicy,
  type Service,
} from "@/lib/mesh/objects";
import {
  aLegacyPolicy,
  aMeta,
  anInventory,
  aPod,
  aPolicy,
  aService,
} from "@/lib/mesh/testing/inventory-builders";
import { servedPorts } from "./served-ports";
import { resolveService } from "./service-mode";

/** Selects nobody: its slice leads from port 80 to port 8080 of cart's pod. */
const byHand: Service = aService("shop/hand", {
  selector: null,
  ports: [
    {
      name: "http",
      port: 80,
      targetPort: 80,
      protocol: "TCP",
      appProtocol: "http",
    },
  ],
});
const slice: EndpointSlice = {
  ...aMeta("shop/hand-x"),
  serviceName: "hand",
  ports: [{ name: "http", port: 8080 }],
  endpoints: [{ addresses: ["10.0.0.1"], ready: true, podName: "cart-1" }],
};
const cart = aPod("shop/cart-1");

function portsOf(services: readonly Service[]): [string, number, number][] {
  const index = indexMesh(
    anInventory({ services, pods: [cart], endpointSlices: [slice] }),
  );
  return servedPorts(index, cart).map(
    ({ service, servicePort, targetPort }) => [
      service.name,
      servicePort.port,
      targetPort,
    ],
  );
}

describe("the ports of a pod that services lead to", () => {
  test("are the slice's where a service lives on slices", () => {
    expect(portsOf([byHand])).toEqual([["hand", 80, 8080]]);
  });

  test("are TCP alone, by service and then by port", () => {
    const ports = byHand.ports.flatMap((port) => [
      { ...port, name: "dns", port: 53, protocol: "UDP" as const },
      { ...port, name: "web", port: 81, targetPort: "http" },
      { ...port, name: "lost", port: 82, targetPort: "nowhere" },
    ]);
    expect(portsOf([byHand, aService("shop/cart", { ports })])).toEqual([
      ["cart", 81, 8080],
      ["hand", 80, 8080],
    ]);
  });
});

test("a legacy policy of a service that lives on slices opens the port it shares (semantics C)", () => {
  const policy = (
    name: string,
    service: string,
    mode: "STRICT" | "PERMISSIVE",
  ): LegacyPolicy =>
    aLegacyPolicy(`shop/${name}`, {
      targets: [{ name: service, ports: [] }],
      mtls: { mode, allowTls: false },
    });
  const inventory = anInventory({
    meshConfig: { ...DEFAULT_MESH_CONFIG, enforcesLegacyPolicies: true },
    services: [byHand, aService("shop/cart")],
    pods: [cart],
    endpointSlices: [slice],
    legacyPolicies: [
      policy("a", "cart", "STRICT"),
      policy("b", "hand", "PERMISSIVE"),
    ],
  });
  const verdict = resolveService(indexMesh(inventory), aService("shop/cart"));
  expect(verdict.mode).toBe("PERMISSIVE");
  expect(verdict.decidedBy.map(({ name }) => name)).toEqual(["b"]);
});

test("a port under the old API costs one look at the pod's ports, not one for every port that leads there", () => {
  const services = Array.from({ length: 12 }, (_, number) =>
    aService(`shop/cart-${number}`, {
      selector: { app: "cart" },
      ports: Array.from({ length: 12 }, (_, port) => ({
        name: `p${port}`,
        port: 7000 + port,
        targetPort: 8000 + port,
        protocol: "TCP",
        appProtocol: "",
      })),
    }),
  );
  const inventory = anInventory({
    meshConfig: { ...DEFAULT_MESH_CONFIG, enforcesLegacyPolicies: true },
    services,
    pods: [cart],
  });
  const index = indexMesh(inventory);
  let asked = 0;
  const counting = {
    ...index,
    peerAuthentications: {
      ...index.peerAuthentications,
      workloadPolicies: (...about: [string, typeof cart.labels]) => {
        asked += 1;
        return index.peerAuthentications.workloadPolicies(...about);
      },
    },
  };
  for (const service of services) resolveService(counting, service);
  // 144 ports lead to the pod: once each for the weakest, once each for their own, and a little more.
  expect(asked).toBeLessThan(3 * 144);
});

describe("ports that are dialled by address, behind a service that lives on slices", () => {
  const policy = aPolicy("shop/p", {
    selector: { app: "cart" },
    mode: "STRICT",
    portLevelMtls: { "8080": "PERMISSIVE", "9090": "PERMISSIVE" },
  });

  function explained(slicePortName: string) {
    const inventory = anInventory({
      services: [byHand],
      pods: [cart],
      endpointSlices: [
        { ...slice, ports: [...slice.ports, { name: slicePortName, port: 1 }] },
      ],
      peerAuthentications: [policy],
    });
    return explainService(indexMesh(inventory), byHand).map(
      ({ servicePort, targetPort, mode }) => [
        servicePort?.port ?? null,
        targetPort,
        mode,
      ],
    );
  }

  test.each([["other"], [""]])("with a slice port %j", (name) => {
    expect(explained(name)).toEqual([
      [80, 8080, "PERMISSIVE"],
      [null, 9090, "PERMISSIVE"],
    ]);
  });
});
