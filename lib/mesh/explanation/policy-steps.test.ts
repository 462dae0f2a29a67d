import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { Inventory, LegacyPolicy } from "@/lib/mesh/objects";
import {
  aMeta,
  anInventory,
  aPod,
  aPolicy,
  aService,
} from "@/lib/mesh/testing/inventory-builders";
import { explainService } from "./explain-service";
import type { PortExplanation } from "./explanation";

const cart = aService("shop/cart");
const app = { app: "cart" };

function explained(parts: Partial<Inventory>): PortExplanation {
  const index = indexMesh(
    anInventory({ services: [cart], pods: [aPod("shop/cart-1")], ...parts }),
  );
  const [found] = explainService(index, cart);
  if (!found) throw new Error("nothing explained");
  return found;
}

/** One line per step: who speaks, what, and the mode afterwards; then who is passed over. */
function chain({ steps }: PortExplanation): string[] {
  return steps.flatMap(({ level, winner, says, mode, losers }) => [
    `${level}: ${winner?.name ?? "nobody"} ${says ?? "-"} → ${mode}`,
    ...losers.map(
      ({ object, says: said, reason, by }) =>
        `  ${object.name} ${said} ${reason} ${by?.name ?? "-"}`,
    ),
  ]);
}

describe("the chain of PeerAuthentications", () => {
  test("says that nobody speaks where nothing is configured, and lets both in", () => {
    const found = explained({});
    expect(chain(found)).toEqual([
      "mesh: nobody - → PERMISSIVE",
      "namespace: nobody - → PERMISSIVE",
      "workload: nobody - → PERMISSIVE",
      "port: nobody - → PERMISSIVE",
    ]);
    expect([found.asked, found.mode]).toEqual(["PERMISSIVE", "PERMISSIVE"]);
  });

  test("opens one port of a workload under a STRICT mesh, and says who opened it", () => {
    const found = explained({
      peerAuthentications: [
        aPolicy("istio-system/default", { mode: "STRICT" }),
        aPolicy("shop/cart", {
          selector: app,
          portLevelMtls: { "8080": "PERMISSIVE" },
        }),
      ],
    });
    expect(chain(found)).toEqual([
      "mesh: default STRICT → STRICT",
      "namespace: nobody - → STRICT",
      "workload: cart UNSET → STRICT",
      "port: cart PERMISSIVE → PERMISSIVE",
      "  default STRICT overridden-below cart",
    ]);
  });

  test("passes the mode on where a port entry says UNSET", () => {
    const found = explained({
      peerAuthentications: [
        aPolicy("shop/cart", {
          selector: app,
          mode: "STRICT",
          portLevelMtls: { "8080": "UNSET" },
        }),
      ],
    });
    expect(chain(found).slice(2)).toEqual([
      "workload: cart STRICT → STRICT",
      "port: cart UNSET → STRICT",
    ]);
  });

  test("passes over the newer of two policies for one workload, also where the older says UNSET", () => {
    const found = explained({
      peerAuthentications: [
        aPolicy("shop/first", { selector: app }),
        aPolicy("shop/second", {
          selector: app,
          mode: "STRICT",
          createdAt: "2026-02-01T00:00:00Z",
        }),
      ],
    });
    expect(chain(found).slice(2)).toEqual([
      "workload: first UNSET → PERMISSIVE",
      "  second STRICT newer-than-winner first",
      "port: nobody - → PERMISSIVE",
    ]);
  });

  test("ignores a selector in the root namespace, and nobody speaks instead", () => {
    const found = explained({
      peerAuthentications: [
        aPolicy("istio-system/cart", { selector: app, mode: "STRICT" }),
      ],
    });
    expect(chain(found)[2]).toBe("workload: nobody - → PERMISSIVE");
    expect(chain(found)[3]).toBe("  cart STRICT selector-in-root-namespace -");
  });

  test("tells of a port list without selector only where it names this port; the rest of it speaks", () => {
    const policy = (port: string) =>
      explained({
        peerAuthentications: [
          aPolicy("shop/default", {
            mode: "STRICT",
            portLevelMtls: { [port]: "PERMISSIVE" },
          }),
        ],
      });
    expect(chain(policy("8080")).slice(1)).toEqual([
      "namespace: default STRICT → STRICT",
      "workload: nobody - → STRICT",
      "port: nobody - → STRICT",
      "  default PERMISSIVE port-list-without-selector -",
    ]);
    expect(chain(policy("9090"))).toHaveLength(4);
  });
});

describe("the chain of legacy policies", () => {
  const meshConfig = {
    ...anInventory().meshConfig,
    enforcesLegacyPolicies: true,
  };
  const legacy = (
    path: string,
    parts: Partial<LegacyPolicy> = {},
  ): LegacyPolicy => ({
    ...aMeta(path),
    kind: path.startsWith("/") ? "MeshPolicy" : "Policy",
    targets: [],
    mtls: { mode: "STRICT", allowTls: false },
    peerIsOptional: false,
    ...parts,
  });

  test("starts from plaintext only, where nothing says anything", () => {
    const found = explained({ meshConfig });
    expect(chain(found)[0]).toBe("mesh: nobody - → DISABLE");
    expect(found.mode).toBe("DISABLE");
  });

  test("lets the closest policy replace all others, the port's in front of the service's", () => {
    const found = explained({
      meshConfig,
      legacyPolicies: [
        legacy("/default"),
        legacy("shop/default", { mtls: null }),
        legacy("shop/cart", { targets: [{ name: "cart", ports: [] }] }),
        legacy("shop/cart-http", {
          targets: [{ name: "cart", ports: ["http"] }],
          mtls: { mode: "PERMISSIVE", allowTls: false },
        }),
      ],
    });
    expect(chain(found)).toEqual([
      "mesh: default STRICT → STRICT",
      "namespace: default DISABLE → DISABLE",
      "  default STRICT less-specific default",
      "workload: cart STRICT → STRICT",
      "  default DISABLE less-specific cart",
      "port: cart-http PERMISSIVE → PERMISSIVE",
      "  cart STRICT less-specific cart-http",
    ]);
  });

  test("passes over newer policies of the same service and of the same port", () => {
    const later = { createdAt: "2026-02-01T00:00:00Z" };
    const found = explained({
      meshConfig,
      legacyPolicies: [
        legacy("shop/a", { targets: [{ name: "cart", ports: [] }] }),
        legacy("shop/b", { ...later, targets: [{ name: "cart", ports: [] }] }),
        legacy("shop/c", { targets: [{ name: "cart", ports: [8000] }] }),
        legacy("shop/d", {
          ...later,
          targets: [{ name: "cart", ports: [8000] }],
        }),
        legacy("shop/e", { targets: [{ name: "cart", ports: [9999] }] }),
      ],
    });
    expect(chain(found).slice(2)).toEqual([
      "workload: a STRICT → STRICT",
      "  b STRICT newer-than-winner a",
      "port: c STRICT → STRICT",
      "  d STRICT newer-than-winner c",
      "  a STRICT less-specific c",
    ]);
  });

  test("tells what peerIsOptional was meant to do, and what the proxies did", () => {
    const found = explained({
      meshConfig,
      legacyPolicies: [legacy("/default", { peerIsOptional: true })],
    });
    expect(found.steps[0]).toMatchObject({
      says: "STRICT",
      intends: "PERMISSIVE",
      mode: "STRICT",
    });
    expect(found.mode).toBe("STRICT");
  });

  test("is not used at all as soon as a PeerAuthentication applies", () => {
    const found = explained({
      meshConfig,
      legacyPolicies: [legacy("/default")],
      peerAuthentications: [aPolicy("shop/default")],
    });
    expect(chain(found).slice(0, 3)).toEqual([
      "mesh: nobody - → PERMISSIVE",
      "  default STRICT superseded-by-peer-authentication default",
      "namespace: default UNSET → PERMISSIVE",
    ]);
    expect(found.mode).toBe("PERMISSIVE");
  });
});
