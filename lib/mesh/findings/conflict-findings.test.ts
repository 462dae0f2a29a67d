import { expect, test } from "vitest";
import type { Inventory } from "@/lib/mesh/objects";
import {
  anAmbientPod,
  aPod,
  aPolicy,
  aRule,
  aService,
  aTrafficPolicy,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import {
  autoOff,
  cart,
  codes,
  findings,
  STRICT,
  sends,
  shop,
  till,
} from "./testing/told-conflicts";

const DISABLE = aPolicy("shop/default", { mode: "DISABLE" });

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
    { pods: [anAmbientPod("shop/cart-1"), till], ...sends("ISTIO_MUTUAL") },
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
          trafficPolicy: aTrafficPolicy("DISABLE"),
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
        trafficPolicy: aTrafficPolicy("DISABLE", {
          portLevelSettings: [{ port: 8000, tls: null }],
        }),
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
    pods: [
      anAmbientPod("shop/cart-1"),
      withoutProxy(aPod("shop/cart-2")),
      till,
    ],
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
          trafficPolicy: aTrafficPolicy("DISABLE"),
        }),
      ],
    });
  expect(picking("till")).toEqual(["error plaintext-to-strict"]);
  expect(picking("other")).toEqual([]);
});
