import { describe, expect, it } from "vitest";
import { SimulatedClock } from "@/lib/simulator/clock";
import { Cluster } from "@/lib/simulator/scenarios/build/cluster";
import { addControlPlane } from "@/lib/simulator/scenarios/build/control-plane";
import type {
  DestinationRuleOptions,
  PeerAuthenticationOptions,
} from "@/lib/simulator/scenarios/build/policy";
import { ObjectStore } from "@/lib/simulator/store";
import { sidecarSends } from "./client-tls";
import { outcomeOf } from "./outcome";
import { readMesh } from "./read";
import { acceptanceOf } from "./server-mode";
import type { MeshView } from "./view";

const nowMs = Date.UTC(2026, 0, 15, 9);

/** Namespaces shop (server) and web (client), both injected; `arrange` adds what the case is about. */
function meshWith(
  arrange: (cluster: Cluster) => void,
  autoMtls = true,
): MeshView {
  const store = new ObjectStore(new SimulatedClock(nowMs));
  const cluster = new Cluster({ seed: 1, nowMs });
  cluster.addNodes(1);
  addControlPlane(cluster, { autoMtls });
  cluster.addNamespace("shop", { injected: true });
  cluster.addNamespace("web", { injected: true });
  cluster.addWorkload({
    namespace: "shop",
    name: "cart",
    ports: [{ name: "http", port: 8080 }],
  });
  cluster.addService({
    namespace: "shop",
    name: "cart",
    selector: { app: "cart" },
    ports: [{ name: "http", port: 80, targetPort: 8080 }],
  });
  arrange(cluster);
  for (const object of cluster.scenario("test").objects) {
    store.seed(object);
  }
  return readMesh(store);
}

function withPolicies(...policies: PeerAuthenticationOptions[]): MeshView {
  return meshWith((cluster) => {
    for (const policy of policies) cluster.addPeerAuthentication(policy);
  });
}

function withRules(...rules: DestinationRuleOptions[]): MeshView {
  return meshWith((cluster) => {
    for (const rule of rules) cluster.addDestinationRule(rule);
  });
}

function accepts(mesh: MeshView, port = 8080) {
  const pod = mesh.podsByWorkload.get("shop/cart")?.[0];
  if (pod === undefined) {
    throw new Error("no cart pod");
  }
  return acceptanceOf(mesh, pod, port);
}

function sends(mesh: MeshView, namespace = "web") {
  const pod = mesh.podsByWorkload.get("shop/cart")?.[0];
  const service = mesh.services.get("shop/cart");
  if (pod === undefined || service === undefined) {
    throw new Error("no cart");
  }
  const caller = { namespace, labels: { app: "page" } };
  return sidecarSends(mesh, caller, service, 80, pod, 8080);
}

const strict = { mode: "STRICT" } as const;
const permissive = { mode: "PERMISSIVE" } as const;
const cart = { selector: { app: "cart" } };

describe("what a pod accepts (semantics A2)", () => {
  it("is PERMISSIVE where nothing is configured", () => {
    expect(accepts(meshWith(() => {}))).toBe("PERMISSIVE");
  });

  it("comes from the mesh, unless the namespace or the workload says otherwise", () => {
    const mesh = withPolicies(
      { namespace: "istio-system", name: "default", ...strict },
      { namespace: "shop", name: "default", mode: "UNSET" },
    );
    expect(accepts(mesh)).toBe("STRICT");
    const open = withPolicies(
      { namespace: "istio-system", name: "default", ...strict },
      { namespace: "shop", name: "cart", ...cart, ...permissive },
    );
    expect(accepts(open)).toBe("PERMISSIVE");
  });

  it("comes from the oldest policy of a scope; the name breaks ties of the second", () => {
    const mesh = withPolicies(
      { namespace: "shop", name: "a-new", ...strict, ageDays: 1 },
      { namespace: "shop", name: "z-old", ...permissive, ageDays: 9 },
    );
    expect(accepts(mesh)).toBe("PERMISSIVE");
  });

  it("ignores a selector in the root namespace and ports without a selector", () => {
    const mesh = withPolicies(
      { namespace: "istio-system", name: "cart", ...cart, ...strict },
      { namespace: "shop", name: "default", ports: { "8080": "STRICT" } },
    );
    expect(accepts(mesh)).toBe("PERMISSIVE");
  });

  it("ignores a selector in the root namespace even for workloads that live there", () => {
    const mesh = meshWith((it) => {
      it.addWorkload({
        namespace: "istio-system",
        name: "ingress",
        injected: true,
        ports: [{ port: 8080 }],
      });
      it.addPeerAuthentication({
        namespace: "istio-system",
        name: "ingress",
        selector: { app: "ingress" },
        ...strict,
      });
    });
    const pod = mesh.podsByWorkload.get("istio-system/ingress")?.[0];
    expect(pod && acceptanceOf(mesh, pod, 8080)).toBe("PERMISSIVE");
  });

  it("differs by container port", () => {
    const mesh = withPolicies({
      namespace: "shop",
      name: "cart",
      ...cart,
      ...strict,
      ports: { "9100": "PERMISSIVE", "9200": "UNSET" },
    });
    expect([8080, 9100, 9200].map((port) => accepts(mesh, port))).toEqual([
      "STRICT",
      "PERMISSIVE",
      "STRICT",
    ]);
  });

  it("is not governed at all without a proxy, and on the proxy's own ports", () => {
    const mesh = withPolicies({
      namespace: "shop",
      name: "default",
      ...strict,
    });
    expect(accepts(mesh, 15020)).toBe("no-proxy");
  });
});

describe("what a client's sidecar sends (semantics B2, B4)", () => {
  it("is mutual TLS by itself where auto mTLS is on, plaintext where it is off", () => {
    expect(sends(meshWith(() => {}))).toBe("mtls");
    expect(sends(meshWith(() => {}, false))).toBe("plaintext");
  });

  it("follows the rule of the service's namespace, by short or full host", () => {
    for (const host of [
      "cart",
      "cart.shop.svc.cluster.local",
      "*.shop.svc.cluster.local",
    ]) {
      const mesh = meshWith(
        (it) =>
          it.addDestinationRule({
            namespace: "shop",
            name: "r",
            host,
            tls: "ISTIO_MUTUAL",
          }),
        false,
      );
      expect(sends(mesh), host).toBe("mtls");
    }
  });

  it("reads a host with a dot literally", () => {
    const mesh = meshWith(
      (it) =>
        it.addDestinationRule({
          namespace: "shop",
          name: "r",
          host: "cart.shop",
          tls: "ISTIO_MUTUAL",
        }),
      false,
    );
    expect(sends(mesh)).toBe("plaintext");
  });

  it("lets a broad rule of the client's namespace hide an exact one of the service's", () => {
    const mesh = withRules(
      { namespace: "shop", name: "r", host: "cart", tls: "ISTIO_MUTUAL" },
      { namespace: "web", name: "all", host: "*.local", tls: "DISABLE" },
    );
    expect(sends(mesh)).toBe("plaintext");
    expect(sends(mesh, "elsewhere")).toBe("mtls");
  });

  it("does not see a rule that is not exported to it", () => {
    const mesh = withRules({
      namespace: "shop",
      name: "r",
      host: "cart",
      tls: "DISABLE",
      exportTo: ["."],
    });
    expect(sends(mesh)).toBe("mtls");
    expect(sends(mesh, "shop")).toBe("plaintext");
  });

  it("believes a DISABLE of the namespace, even where the workload says STRICT", () => {
    const mesh = withPolicies(
      { namespace: "shop", name: "default", mode: "DISABLE" },
      { namespace: "shop", name: "cart", ...cart, ...strict },
    );
    expect([sends(mesh), accepts(mesh)]).toEqual(["plaintext", "STRICT"]);
  });
});

describe("what becomes of a call (semantics B5)", () => {
  it.each([
    ["mtls", "STRICT", "http", "accepted"],
    ["plaintext", "STRICT", "http", "refused UC"],
    ["tls", "STRICT", "tls", "refused UF"],
    ["mtls", "PERMISSIVE", "http", "accepted"],
    ["plaintext", "PERMISSIVE", "tcp", "accepted"],
    ["tls", "PERMISSIVE", "http", "refused UF"],
    ["tls", "PERMISSIVE", "tls", "accepted"],
    ["mtls", "DISABLE", "http", "refused UF"],
    ["plaintext", "DISABLE", "http", "accepted"],
    ["mtls", "no-proxy", "http", "refused UF"],
    ["plaintext", "no-proxy", "http", "accepted"],
  ] as const)(
    "%s to %s over %s is %s",
    (wire, acceptance, protocol, expected) => {
      const outcome = outcomeOf(wire, acceptance, protocol);
      const words =
        outcome.kind === "refused" ? `refused ${outcome.flag}` : "accepted";
      expect(words).toBe(expected);
    },
  );
});
