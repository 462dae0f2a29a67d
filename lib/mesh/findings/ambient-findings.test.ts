import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { PolicyMode } from "@/lib/mesh/mode";
import {
  DEFAULT_MESH_CONFIG,
  type Inventory,
  type PeerAuthentication,
} from "@/lib/mesh/objects";
import {
  anAmbientPod,
  anInventory,
  aPod,
  aPolicy,
  aService,
} from "@/lib/mesh/testing/inventory-builders";
import { ambientFindings } from "./ambient-findings";

const ambient = anAmbientPod("shop/cart-1");
const sidecar = aPod("shop/till-1");
const world = {
  services: [aService("shop/cart"), aService("shop/till")],
  pods: [ambient],
  meshConfig: { ...DEFAULT_MESH_CONFIG, sidecarsSendHbone: true },
};

/** "error ambient-ports-open cart, default {"pods":1}" */
function told(parts: Partial<Inventory>): string[] {
  return ambientFindings(indexMesh(anInventory({ ...world, ...parts }))).map(
    ({ severity, code, objects, params }) =>
      `${severity} ${code} ${objects.map(({ name }) => name).join(", ")} ${JSON.stringify(params)}`,
  );
}

function under(...peerAuthentications: PeerAuthentication[]): string[] {
  return told({ peerAuthentications });
}

function mesh(parts: Partial<PeerAuthentication>): PeerAuthentication {
  return aPolicy("istio-system/mesh", parts);
}

function wide(mode: PolicyMode): PeerAuthentication {
  return aPolicy("shop/wide", { mode });
}

function forCart(mode: PolicyMode, port: PolicyMode): PeerAuthentication {
  return aPolicy("shop/cart", {
    mode,
    selector: { app: "cart" },
    portLevelMtls: { "8080": port },
  });
}

describe("ambient-ports-open", () => {
  test("a namespace policy that says UNSET takes the rules away from an exception under a STRICT mesh", () => {
    expect(
      under(
        mesh({ mode: "STRICT" }),
        wide("UNSET"),
        forCart("UNSET", "PERMISSIVE"),
      ),
    ).toEqual(['error ambient-ports-open cart, wide, mesh {"pods":1}']);
  });

  test("a STRICT port below an open workload under a STRICT mesh is left open as well", () => {
    expect(
      under(mesh({ mode: "STRICT" }), forCart("PERMISSIVE", "STRICT")),
    ).toEqual(['error ambient-ports-open cart, mesh {"pods":1}']);
  });

  test("without that policy, or with STRICT in the exception itself, the rules are made", () => {
    expect(
      under(mesh({ mode: "STRICT" }), forCart("UNSET", "PERMISSIVE")),
    ).toEqual([]);
    expect(
      under(
        mesh({ mode: "STRICT" }),
        wide("UNSET"),
        forCart("STRICT", "PERMISSIVE"),
      ),
    ).toEqual([]);
  });

  test("a sidecar under the same policies keeps its ports closed", () => {
    const pods = [ambient, { ...sidecar, labels: { app: "cart" } }];
    const peerAuthentications = [
      mesh({ mode: "STRICT" }),
      wide("UNSET"),
      forCart("UNSET", "PERMISSIVE"),
    ];
    expect(told({ pods, peerAuthentications })).toEqual([
      'error ambient-ports-open cart, wide, mesh {"pods":1}',
    ]);
  });
});

describe("ambient-port-stays-closed", () => {
  test("DISABLE opens no port that is STRICT by inheritance", () => {
    expect(under(wide("STRICT"), forCart("UNSET", "DISABLE"))).toEqual([
      'warning ambient-port-stays-closed cart {"port":8080}',
    ]);
  });

  test("beside a STRICT of its own it does", () => {
    expect(under(forCart("STRICT", "DISABLE"))).toEqual([
      'info ambient-disable-is-permissive cart, cart {"pods":1}',
    ]);
  });

  test("PERMISSIVE opens it, and STRICT asks for nothing else", () => {
    expect(under(wide("STRICT"), forCart("UNSET", "STRICT"))).toEqual([]);
    expect(under(wide("STRICT"), forCart("UNSET", "PERMISSIVE"))).toEqual([]);
  });
});

describe("ambient-disable-is-permissive", () => {
  test("is told of the policy that asks for it, and of the workloads that let both in", () => {
    expect(under(wide("DISABLE"))).toEqual([
      'info ambient-disable-is-permissive wide, cart {"pods":1}',
    ]);
  });

  test("a sidecar obeys DISABLE, and PERMISSIVE asks for nothing else", () => {
    expect(
      told({
        pods: [{ ...ambient, namespace: "bank" }, sidecar],
        peerAuthentications: [wide("DISABLE")],
      }),
    ).toEqual([]);
    expect(under(wide("PERMISSIVE"))).toEqual([]);
  });
});

describe("ambient-empty-root-selector", () => {
  const empty = mesh({ mode: "STRICT", selector: {} });

  test("is an error where ambient workloads look closed because of it", () => {
    expect(under(empty)).toEqual(["error ambient-empty-root-selector mesh {}"]);
  });

  test("is weaker where a policy of the namespace decides anyway, or nothing would change", () => {
    expect(under(empty, wide("STRICT"))).toEqual([
      "warning ambient-empty-root-selector mesh {}",
    ]);
    expect(under(mesh({ mode: "PERMISSIVE", selector: {} }))).toEqual([
      "info ambient-empty-root-selector mesh {}",
    ]);
  });

  test("names the younger policy that ambient workloads hear instead", () => {
    expect(
      under(
        mesh({ mode: "PERMISSIVE", selector: {}, createdAt: null }),
        aPolicy("istio-system/later", { mode: "STRICT" }),
      ),
    ).toEqual(["warning ambient-empty-root-selector mesh, later {}"]);
  });

  test("an absent selector is heard by all, and without ambient an empty one is too", () => {
    expect(under(mesh({ mode: "STRICT" }))).toEqual([]);
    expect(told({ pods: [sidecar], peerAuthentications: [empty] })).toEqual([]);
  });
});

describe("ambient-clients-to-strict-sidecar", () => {
  const peerAuthentications = [wide("STRICT")];
  const pods = [ambient, sidecar];

  test("ztunnel reaches a sidecar without the HBONE label in plaintext", () => {
    expect(told({ pods, peerAuthentications })).toEqual([
      'warning ambient-clients-to-strict-sidecar till, wide {"pods":1}',
    ]);
  });

  test.each([
    ["that takes HBONE", { "networking.istio.io/tunnel": "http" }, {}],
    ["whose process no service leads to", { app: "other" }, {}],
    [
      "that leaves the port out",
      {},
      { "traffic.sidecar.istio.io/excludeInboundPorts": "8080" },
    ],
  ])("a sidecar %s refuses nobody", (_, labels, annotations) => {
    const other = {
      ...sidecar,
      labels: { ...sidecar.labels, ...labels },
      annotations,
    };
    expect(told({ pods: [ambient, other], peerAuthentications })).toEqual([]);
  });

  test("nor does one that is not STRICT, or in a mesh without ambient clients", () => {
    expect(told({ pods })).toEqual([]);
    expect(told({ pods: [sidecar], peerAuthentications })).toEqual([]);
  });
});
