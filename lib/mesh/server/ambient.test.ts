import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { PolicyMode } from "@/lib/mesh/mode";
import type { PeerAuthentication } from "@/lib/mesh/objects";
import { anInventory, aPolicy } from "@/lib/mesh/testing/inventory-builders";
import { allowsPlaintext, resolveAmbient } from "./ambient";
import { convertPeerAuthentication } from "./ambient-rule-set";
import { resolveServerMode } from "./server-mode";

type Ports = Readonly<Record<string, PolicyMode>>;

const mesh = (mode: PolicyMode) => aPolicy("istio-system/mesh", { mode });
const wide = (mode: PolicyMode) => aPolicy("shop/wide", { mode });
const cart = (mode: PolicyMode, portLevelMtls: Ports = {}) =>
  aPolicy("shop/cart", { selector: { app: "cart" }, mode, portLevelMtls });

function ambient(policies: readonly PeerAuthentication[]) {
  const index = indexMesh(anInventory({ peerAuthentications: policies }));
  return resolveAmbient(
    index,
    resolveServerMode(index, { namespace: "shop", labels: { app: "cart" } })
      .levels,
  );
}

describe("plaintext at ports 8080 and 9090 of an ambient workload (semantics A6)", () => {
  const cases: readonly [
    string,
    readonly PeerAuthentication[],
    boolean,
    boolean,
  ][] = [
    ["nothing configured lets it in", [], true, true],
    ["STRICT keeps it out, from any level", [mesh("STRICT")], false, false],
    ["STRICT of the namespace", [wide("STRICT")], false, false],
    ["STRICT of the workload", [cart("STRICT")], false, false],
    ["DISABLE is PERMISSIVE", [mesh("STRICT"), wide("DISABLE")], true, true],
    [
      "a workload opens what the mesh closes",
      [mesh("STRICT"), cart("PERMISSIVE")],
      true,
      true,
    ],
    [
      "one port opened under STRICT",
      [cart("STRICT", { "8080": "PERMISSIVE" })],
      true,
      false,
    ],
    [
      "one port opened by DISABLE under a STRICT workload",
      [cart("STRICT", { "8080": "DISABLE" })],
      true,
      false,
    ],
    [
      "one port closed under PERMISSIVE",
      [cart("PERMISSIVE", { "8080": "STRICT" })],
      false,
      true,
    ],
    [
      "one port closed under nothing",
      [cart("UNSET", { "8080": "STRICT" })],
      false,
      true,
    ],
    [
      "one port opened under a STRICT mesh",
      [mesh("STRICT"), cart("UNSET", { "8080": "PERMISSIVE" })],
      true,
      false,
    ],
    [
      "two ports opened",
      [cart("STRICT", { "8080": "PERMISSIVE", "9090": "PERMISSIVE" })],
      true,
      true,
    ],
    [
      "A6.2: DISABLE for a port stays closed where only the parent is STRICT",
      [mesh("STRICT"), cart("UNSET", { "8080": "DISABLE" })],
      false,
      false,
    ],
    [
      "A6.3: an UNSET namespace policy between a STRICT mesh and a port list opens everything",
      [mesh("STRICT"), wide("UNSET"), cart("UNSET", { "8080": "PERMISSIVE" })],
      true,
      true,
    ],
    [
      "a STRICT port under a PERMISSIVE workload is lost where the mesh is STRICT: the set is attached but never made",
      [mesh("STRICT"), cart("PERMISSIVE", { "8080": "STRICT" })],
      true,
      true,
    ],
    [
      "and kept where the namespace is the STRICT one",
      [wide("STRICT"), cart("PERMISSIVE", { "8080": "STRICT" })],
      false,
      true,
    ],
    [
      "A6.1: an empty selector in the root namespace is no mesh policy here",
      [aPolicy("istio-system/mesh", { selector: {}, mode: "STRICT" })],
      true,
      true,
    ],
    [
      "but an empty selector in a normal namespace counts",
      [aPolicy("shop/wide", { selector: {}, mode: "STRICT" })],
      false,
      false,
    ],
  ];
  test.each(cases)("%s", (_name, policies, at8080, at9090) => {
    const policiesOf = ambient(policies);
    expect([
      allowsPlaintext(policiesOf, 8080),
      allowsPlaintext(policiesOf, 9090),
    ]).toEqual([at8080, at9090]);
  });
});

test("a set of its own takes the place of the built-in one", () => {
  expect(ambient([cart("STRICT")]).attached).toEqual([
    "istio-system/istio_converted_static_strict",
  ]);
  expect(ambient([cart("STRICT", { "8080": "PERMISSIVE" })]).attached).toEqual([
    "shop/converted_peer_authentication_cart",
  ]);
  expect(ambient([wide("PERMISSIVE")]).attached).toEqual([]);
});

describe("rule sets", () => {
  const convert = (
    policies: readonly PeerAuthentication[],
    policy: PeerAuthentication,
  ) =>
    convertPeerAuthentication(
      indexMesh(anInventory({ peerAuthentications: [...policies, policy] })),
      policy,
    );

  test("every closed port is a group of its own, in port order", () => {
    const groups = convert(
      [],
      cart("UNSET", { "9090": "STRICT", "808": "STRICT" }),
    );
    expect(
      groups?.map(({ rules }) => rules[0]?.matches[0]?.destinationPorts),
    ).toEqual([[808], [9090]]);
  });

  test("open ports are exceptions inside one group", () => {
    const groups = convert(
      [],
      cart("STRICT", { "9090": "PERMISSIVE", "8080": "DISABLE" }),
    );
    expect(groups).toHaveLength(1);
    expect(groups?.[0]?.rules).toHaveLength(3);
  });

  test("policies without ports, without selector or in the root namespace make none", () => {
    const ports: Ports = { "8080": "STRICT" };
    expect(convert([], cart("STRICT"))).toBeNull();
    expect(
      convert([], aPolicy("shop/wide", { portLevelMtls: ports })),
    ).toBeNull();
    expect(
      convert(
        [],
        aPolicy("istio-system/cart", {
          selector: { app: "cart" },
          portLevelMtls: ports,
        }),
      ),
    ).toBeNull();
  });
});
