import { expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { ClientTlsMode } from "@/lib/mesh/mode";
import {
  DEFAULT_MESH_CONFIG,
  type DestinationRule,
  type Inventory,
  type Pod,
} from "@/lib/mesh/objects";
import {
  anInventory,
  aPod,
  aPolicy,
  aRule,
  aService,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { conflictFindings } from "./conflict-findings";
import type { Finding } from "./finding";

function findings(parts: Partial<Inventory>): Finding[] {
  return conflictFindings(indexMesh(anInventory(parts)));
}

/** "error plaintext-to-strict" for each finding. */
function codes(parts: Partial<Inventory>): string[] {
  return findings(parts).map(({ code, severity }) => `${severity} ${code}`);
}

const STRICT = aPolicy("shop/default", { mode: "STRICT" });

const DISABLE = aPolicy("shop/default", { mode: "DISABLE" });

const cart = aPod("shop/cart-1");

const till = aPod("bank/till-1");

const shop = {
  services: [aService("shop/cart")],
  pods: [cart, till],
};

const tcp = {
  services: [
    aService("shop/cart", {
      ports: [
        {
          name: "tcp",
          port: 8000,
          targetPort: 8080,
          protocol: "TCP",
          appProtocol: "tcp",
        },
      ],
    }),
  ],
};

const autoOff = {
  meshConfig: { ...DEFAULT_MESH_CONFIG, enableAutoMtls: false },
};

function policyOf(tls: ClientTlsMode | null): DestinationRule["trafficPolicy"] {
  return { tls, portLevelSettings: [], passthrough: false };
}

/** A rule of the shop for its cart. */
function sends(
  tls: ClientTlsMode | null,
  parts: Partial<DestinationRule> = {},
): Partial<Inventory> {
  return {
    destinationRules: [
      aRule("shop/cart", {
        host: "cart",
        trafficPolicy: policyOf(tls),
        ...parts,
      }),
    ],
  };
}

function ambient(path: string): Pod {
  return {
    ...withoutProxy(aPod(path)),
    annotations: { "ambient.istio.io/redirection": "enabled" },
  };
}

const BARE = { pods: [withoutProxy(cart), till] };

/** What is found, by what clients are told and what the server accepts. */
const CASES: readonly [string, Partial<Inventory>, readonly string[]][] = [
  [
    "plaintext into STRICT fails",
    { peerAuthentications: [STRICT], ...sends("DISABLE") },
    ["error plaintext-to-strict"],
  ],
  ["plaintext into PERMISSIVE works", sends("DISABLE"), []],
  [
    "Istio mutual TLS into STRICT works",
    { peerAuthentications: [STRICT], ...sends("ISTIO_MUTUAL") },
    [],
  ],
  [
    "one-way TLS into STRICT fails",
    { peerAuthentications: [STRICT], ...sends("SIMPLE") },
    ["error foreign-tls-to-strict"],
  ],
  [
    "the files of a MUTUAL rule may be the mesh's",
    { peerAuthentications: [STRICT], ...sends("MUTUAL") },
    ["warning foreign-tls-to-strict"],
  ],
  [
    "PERMISSIVE reads no foreign TLS on an HTTP port",
    sends("SIMPLE"),
    ["error foreign-tls-to-http"],
  ],
  [
    "nor does DISABLE, and mesh certificates help neither",
    { peerAuthentications: [DISABLE], ...sends("MUTUAL") },
    ["error foreign-tls-to-http"],
  ],
  [
    "on a TCP port the process may end the TLS itself",
    { ...tcp, ...sends("SIMPLE") },
    [],
  ],
  [
    "mutual TLS into DISABLE fails",
    { peerAuthentications: [DISABLE], ...sends("ISTIO_MUTUAL") },
    ["error mutual-tls-to-disable"],
  ],
  [
    "mutual TLS to a pod without proxy fails",
    { ...BARE, ...sends("ISTIO_MUTUAL") },
    ["error mutual-tls-to-no-proxy"],
  ],
  [
    "auto mTLS leaves a pod without proxy alone",
    { ...BARE, ...sends(null) },
    [],
  ],
  [
    "a gateway may end mutual TLS",
    {
      pods: [{ ...cart, longRunningContainers: ["istio-proxy"] }, till],
      ...sends("ISTIO_MUTUAL"),
    },
    [],
  ],
  [
    "only HBONE reaches an ambient pod under an ISTIO_MUTUAL rule",
    { pods: [ambient("shop/cart-1"), till], ...sends("ISTIO_MUTUAL") },
    ["warning mutual-tls-to-no-proxy"],
  ],
  [
    "without auto mTLS and without a rule, STRICT refuses",
    { ...autoOff, peerAuthentications: [STRICT] },
    ["error auto-mtls-off-to-strict"],
  ],
  [
    "a rule makes up for auto mTLS",
    { ...autoOff, peerAuthentications: [STRICT], ...sends("ISTIO_MUTUAL") },
    [],
  ],
  ["without auto mTLS, PERMISSIVE takes plaintext", autoOff, []],
  [
    "a rule without tls leaves it to auto mTLS",
    { peerAuthentications: [STRICT], ...sends(null) },
    [],
  ],
  [
    "a rule nobody with a sidecar finds breaks nothing",
    {
      pods: [cart, withoutProxy(till)],
      peerAuthentications: [STRICT],
      destinationRules: [
        aRule("bank/cart", {
          host: "*.local",
          trafficPolicy: policyOf("DISABLE"),
        }),
      ],
    },
    [],
  ],
  [
    "a port entry without tls keeps plaintext at the endpoints, and STRICT refuses it",
    {
      peerAuthentications: [STRICT],
      ...sends("DISABLE", {
        trafficPolicy: {
          ...policyOf("DISABLE"),
          tls: "DISABLE",
          passthrough: false,
          portLevelSettings: [{ port: 8000, tls: null }],
        },
      }),
    },
    ["error plaintext-to-strict"],
  ],
  [
    "STRICT under DISABLE is not the clients' fault",
    {
      peerAuthentications: [
        DISABLE,
        aPolicy("shop/cart", { mode: "STRICT", selector: { app: "cart" } }),
      ],
      ...sends(null),
    },
    [],
  ],
];

test.each(CASES)("%s", (_name, parts, expected) => {
  expect(codes({ ...shop, ...parts })).toEqual(expected);
});

test("pods that no proxy guards are counted", () => {
  const [found] = findings({
    services: shop.services,
    pods: [cart, withoutProxy(aPod("shop/cart-2")), till],
    ...sends("ISTIO_MUTUAL"),
  });
  expect(found?.params).toMatchObject({ pods: 1, tls: "ISTIO_MUTUAL" });
});

test("one endpoint that nothing can save makes it an error", () => {
  const [found] = findings({
    services: shop.services,
    pods: [ambient("shop/cart-1"), withoutProxy(aPod("shop/cart-2")), till],
    ...sends("ISTIO_MUTUAL"),
  });
  expect(found).toMatchObject({ severity: "error", params: { unless: "" } });
});

test("a workloadSelector counts only where a client with a sidecar carries it", () => {
  const picking = (app: string) =>
    codes({
      ...shop,
      peerAuthentications: [STRICT],
      destinationRules: [
        aRule("bank/cart", {
          host: "cart.shop.svc.cluster.local",
          workloadSelector: { app },
          trafficPolicy: policyOf("DISABLE"),
        }),
      ],
    });
  expect(picking("till")).toEqual(["error plaintext-to-strict"]);
  expect(picking("other")).toEqual([]);
});
