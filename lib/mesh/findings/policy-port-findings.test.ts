import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { PolicyMode } from "@/lib/mesh/mode";
import type { Inventory, PeerAuthentication } from "@/lib/mesh/objects";
import {
  anInventory,
  aPod,
  aPolicy,
  aService,
} from "@/lib/mesh/testing/inventory-builders";
import type { Finding } from "./finding";
import { policyFindings } from "./policy-findings";

/** The service's port is 8000, and the process listens on 8080. */
const world = {
  services: [aService("shop/cart")],
  pods: [aPod("shop/cart-1")],
};

function findings(parts: Partial<Inventory>): Finding[] {
  return policyFindings(indexMesh(anInventory({ ...world, ...parts })));
}

function told(parts: Partial<Inventory>): string[] {
  return findings(parts).map(
    ({ severity, code, params }) =>
      `${severity} ${code} ${JSON.stringify(params)}`,
  );
}

function withPorts(
  portLevelMtls: Record<string, PolicyMode>,
  parts: Partial<PeerAuthentication> = {},
): Partial<Inventory> {
  return {
    peerAuthentications: [
      aPolicy("shop/cart", {
        selector: { app: "cart" },
        portLevelMtls,
        ...parts,
      }),
    ],
  };
}

describe("ports-without-selector", () => {
  const wide = { selector: null, mode: "PERMISSIVE" } as const;

  test("is an error where the port was to be closed and is open", () => {
    expect(
      told(withPorts({ "9090": "PERMISSIVE", "8080": "STRICT" }, wide)),
    ).toEqual(['error ports-without-selector {"ports":"8080, 9090"}']);
  });

  test("deceives where the port is closed anyway, or nobody listens there", () => {
    expect(
      told(withPorts({ "8080": "STRICT" }, { ...wide, mode: "STRICT" })),
    ).toEqual(['warning ports-without-selector {"ports":"8080"}']);
    expect(told(withPorts({ "9090": "STRICT" }, wide))).toEqual([
      'warning ports-without-selector {"ports":"9090"}',
    ]);
  });

  test("beside a selector ports are heard", () => {
    expect(told(withPorts({ "8080": "STRICT" }))).toEqual([]);
  });
});

describe("port-is-service-port", () => {
  test("is an error where STRICT was written for the service's port and the process stands open", () => {
    expect(findings(withPorts({ "8000": "STRICT" }))).toEqual([
      {
        code: "port-is-service-port",
        severity: "error",
        objects: [
          { kind: "PeerAuthentication", namespace: "shop", name: "cart" },
          { kind: "Service", namespace: "shop", name: "cart" },
        ],
        services: [{ kind: "Service", namespace: "shop", name: "cart" }],
        params: { port: 8000, targetPort: 8080 },
      },
    ]);
  });

  test("an exception for it deceives", () => {
    expect(
      told(withPorts({ "8000": "PERMISSIVE" }, { mode: "STRICT" })),
    ).toEqual(['warning port-is-service-port {"port":8000,"targetPort":8080}']);
  });

  test("so does STRICT where the process is closed all the same", () => {
    expect(told(withPorts({ "8000": "STRICT" }, { mode: "STRICT" }))).toEqual([
      'warning port-is-service-port {"port":8000,"targetPort":8080}',
    ]);
  });

  test("a process may listen on that number too", () => {
    const pods = [
      aPod("shop/cart-1", {
        containerPorts: [
          { name: "http", port: 8080 },
          { name: "admin", port: 8000 },
        ],
      }),
    ];
    expect(told({ pods, ...withPorts({ "8000": "STRICT" }) })).toEqual([]);
  });
});

describe("port-not-served", () => {
  test("is told where the pods declare ports, but not this one", () => {
    expect(told(withPorts({ "9090": "STRICT" }))).toEqual([
      'warning port-not-served {"port":9090}',
    ]);
  });

  test("says less where pods declare no ports: a process may listen on any", () => {
    const pods = [
      aPod("shop/cart-1", {
        containerPorts: [{ name: "http-envoy-prom", port: 15090 }],
      }),
    ];
    expect(told({ pods, ...withPorts({ "9090": "STRICT" }) })).toEqual([
      'info port-not-served {"port":9090}',
    ]);
  });

  test("a service's target port is served, declared or not", () => {
    const pods = [aPod("shop/cart-1", { containerPorts: [] })];
    expect(told({ pods, ...withPorts({ "8080": "STRICT" }) })).toEqual([]);
  });

  test("one pod that listens is enough", () => {
    const other = aPod("shop/cart-2", {
      containerPorts: [{ name: "grpc", port: 9090 }],
    });
    const pods = [...world.pods, other];
    expect(told({ pods, ...withPorts({ "9090": "STRICT" }) })).toEqual([]);
  });

  test("an entry that says UNSET is left alone", () => {
    expect(told(withPorts({ "9090": "UNSET" }))).toEqual([]);
  });
});

describe("policy-invalid", () => {
  test("names what validation refuses", () => {
    expect(told(withPorts({ "70000": "STRICT" }))).toEqual([
      'warning policy-invalid {"problems":"port-out-of-range"}',
    ]);
  });

  test("ports without a selector have a code of their own", () => {
    expect(
      findings(withPorts({ "8080": "STRICT" }, { selector: {} })).map(
        ({ code }) => code,
      ),
    ).toEqual(["ports-without-selector"]);
  });
});
