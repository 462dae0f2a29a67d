import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import {
  DEFAULT_MESH_CONFIG,
  type Inventory,
  type LegacyPolicy,
} from "@/lib/mesh/objects";
import {
  aLegacyPolicy,
  anInventory,
  aPod,
  aPolicy,
  aService,
} from "@/lib/mesh/testing/inventory-builders";
import { legacyFindings } from "./legacy-findings";

const STRICT = { mode: "STRICT", allowTls: false } as const;
const OLDER = { createdAt: "2019-06-01T00:00:00Z" };

function forCart(
  name: string,
  ports: readonly (number | string)[] = [],
  parts: Partial<LegacyPolicy> = {},
): LegacyPolicy {
  return aLegacyPolicy(`shop/${name}`, {
    targets: [{ name: "cart", ports }],
    ...parts,
  });
}

/** Port 8000 is called http. */
const world = {
  services: [aService("shop/cart")],
  pods: [aPod("shop/cart-1")],
};

function told(
  legacyPolicies: readonly LegacyPolicy[],
  parts: Partial<Inventory> = {},
  enforcesLegacyPolicies: boolean | "unknown" = true,
): string[] {
  const meshConfig = { ...DEFAULT_MESH_CONFIG, enforcesLegacyPolicies };
  const inventory = { ...world, legacyPolicies, meshConfig, ...parts };
  return legacyFindings(indexMesh(anInventory(inventory))).map(
    ({ severity, code, objects, params }) =>
      `${severity} ${code} ${objects.map(({ name }) => name).join(", ")} ${JSON.stringify(params)}`,
  );
}

describe("legacy-policy-ignored", () => {
  test("is told of every policy that a newer control plane passes over", () => {
    const policies = [aLegacyPolicy("/default"), forCart("cart")];
    expect(told(policies, {}, false)).toEqual([
      "warning legacy-policy-ignored default {}",
      "warning legacy-policy-ignored cart {}",
    ]);
  });

  test("not where they are obeyed, nor where nobody knows", () => {
    expect(told([aLegacyPolicy("/default")])).toEqual([]);
    const [finding] = told([aLegacyPolicy("/default")], {}, "unknown");
    expect(finding).toBeUndefined();
  });
});

describe("legacy-lenient-not-enforced", () => {
  test.each([
    ["peerIsOptional", { peerIsOptional: true }],
    ["allowTls", { mtls: { ...STRICT, allowTls: true } }],
  ])("%s means to let plaintext in, and does not", (_, parts) => {
    expect(told([forCart("cart", [], parts)])).toEqual([
      "warning legacy-lenient-not-enforced cart {}",
    ]);
  });

  test("PERMISSIVE says what happens, and a policy that is not heard says nothing", () => {
    const mtls = { mode: "PERMISSIVE", allowTls: true } as const;
    expect(told([forCart("cart", [], { mtls })])).toEqual([]);
    const deaf = aLegacyPolicy("/other", { peerIsOptional: true });
    expect(told([deaf])).toEqual(["warning legacy-mesh-policy-name other {}"]);
  });
});

describe("legacy-mesh-policy-name", () => {
  test("only default counts, also where there is no default", () => {
    expect(told([aLegacyPolicy("/strict")])).toEqual([
      "warning legacy-mesh-policy-name strict {}",
    ]);
  });

  test("a Policy may have any name", () => {
    expect(told([aLegacyPolicy("shop/strict")])).toEqual([]);
  });
});

describe("legacy-policy-shadowed", () => {
  test("of two for one service the older decides", () => {
    expect(told([forCart("new"), forCart("old", [], OLDER)])).toEqual([
      'warning legacy-policy-shadowed new, old {"service":"cart"}',
    ]);
  });

  test("one that names every port leaves nothing to one that names none", () => {
    expect(
      told([forCart("whole", [], OLDER), forCart("port", ["http"])]),
    ).toEqual([
      'warning legacy-policy-shadowed whole, port {"service":"cart"}',
    ]);
  });

  test("who decides is asked of the ports that it names alone", () => {
    expect(
      told([
        forCart("new", ["http"]),
        forCart("old", [8000], OLDER),
        forCart("nowhere", [1234], { peerIsOptional: true }),
      ]),
    ).toEqual(['warning legacy-policy-shadowed new, old {"service":"cart"}']);
  });

  test("each decides where they name different ports", () => {
    const http = aService("shop/cart").ports;
    const admin = http.map((port) => ({ ...port, name: "admin", port: 9000 }));
    const services = [aService("shop/cart", { ports: [...http, ...admin] })];
    expect(
      told([forCart("http", [8000]), forCart("whole", [], OLDER)], {
        services,
      }),
    ).toEqual([]);
  });

  test("of two for one namespace the older decides for every service", () => {
    expect(
      told([aLegacyPolicy("shop/new"), aLegacyPolicy("shop/old", OLDER)]),
    ).toEqual(['warning legacy-policy-shadowed new, old {"service":"*"}']);
  });
});

describe("legacy-policy-overridden", () => {
  const ofNamespace = aPolicy("shop/strict", { mode: "STRICT" });
  const ofCart = aPolicy("shop/only-cart", { selector: { app: "cart" } });

  test("a PeerAuthentication of the namespace or mesh takes all of it away", () => {
    const peerAuthentications = [ofNamespace];
    expect(told([forCart("cart")], { peerAuthentications })).toEqual([
      "warning legacy-policy-overridden cart, strict {}",
    ]);
    expect(
      told([aLegacyPolicy("/default")], {
        peerAuthentications: [aPolicy("istio-system/mesh")],
      }),
    ).toEqual(["warning legacy-policy-overridden default, mesh {}"]);
  });

  test("one for the workload is enough where it speaks for every pod of the target", () => {
    const peerAuthentications = [ofCart];
    expect(told([forCart("cart")], { peerAuthentications })).toEqual([
      "warning legacy-policy-overridden cart, only-cart {}",
    ]);
    const canary = aPod("shop/cart-2", {
      labels: { app: "cart", track: "canary" },
    });
    const ofCanary = aPolicy("shop/canary", { selector: { track: "canary" } });
    expect(
      told([forCart("cart")], {
        pods: [aPod("shop/cart-1"), canary],
        peerAuthentications: [ofCanary],
      }),
    ).toEqual([]);
  });

  test("a namespace's says nothing of other namespaces", () => {
    const peerAuthentications = [ofNamespace];
    expect(
      told([aLegacyPolicy("bank/default"), aLegacyPolicy("/default")], {
        peerAuthentications,
      }),
    ).toEqual([]);
  });
});

describe("legacy-target-not-found", () => {
  const lost = aLegacyPolicy("shop/lost", {
    targets: [{ name: "till", ports: [] }],
  });

  test("names the service that is not there", () => {
    expect(told([lost])).toEqual([
      'warning legacy-target-not-found lost {"service":"till"}',
    ]);
  });

  test("says nothing of a namespace that shows nothing at all", () => {
    expect(told([lost], { services: [], pods: [] })).toEqual([]);
  });
});
