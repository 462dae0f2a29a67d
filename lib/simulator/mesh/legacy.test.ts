import { describe, expect, it } from "vitest";
import { SimulatedClock } from "@/lib/simulator/clock";
import { Cluster } from "@/lib/simulator/scenarios/build/cluster";
import { addLegacyControlPlane } from "@/lib/simulator/scenarios/build/legacy-control-plane";
import type { LegacyPolicyOptions } from "@/lib/simulator/scenarios/build/policy";
import { ObjectStore } from "@/lib/simulator/store";
import { sidecarSends } from "./client-tls";
import { readMesh } from "./read";
import { acceptanceOf } from "./server-mode";
import type { MeshView } from "./view";

const nowMs = Date.UTC(2026, 0, 15, 9);
const strict = [{ mtls: { mode: "STRICT" } }];
const permissive = [{ mtls: { mode: "PERMISSIVE" } }];

/** Service shop/cart: 80 (http) → 8080, 81 (admin) → 9090. Policies are given oldest first. */
function meshWith(
  policies: readonly LegacyPolicyOptions[],
  version = "1.4.10",
  arrange: (cluster: Cluster) => void = () => {},
): MeshView {
  const store = new ObjectStore(new SimulatedClock(nowMs));
  const cluster = new Cluster({ seed: 1, nowMs });
  cluster.addNodes(1);
  addLegacyControlPlane(cluster, version);
  cluster.addNamespace("shop", { injected: true });
  cluster.addWorkload({
    namespace: "shop",
    name: "cart",
    ports: [
      { name: "http", port: 8080 },
      { name: "admin", port: 9090 },
    ],
  });
  cluster.addService({
    namespace: "shop",
    name: "cart",
    selector: { app: "cart" },
    ports: [
      { name: "http", port: 80, targetPort: 8080 },
      { name: "admin", port: 81, targetPort: 9090 },
    ],
  });
  policies.forEach((policy, order) => {
    cluster.addLegacyPolicy({ ...policy, ageDays: 30 - order });
  });
  arrange(cluster);
  for (const object of cluster.scenario("test").objects) {
    store.seed(object);
  }
  return readMesh(store);
}

function accepts(mesh: MeshView, port = 8080) {
  const pod = mesh.podsByWorkload.get("shop/cart")?.[0];
  if (pod === undefined) {
    throw new Error("no cart pod");
  }
  return acceptanceOf(mesh, pod, port);
}

const meshPolicy = (peers: readonly Record<string, unknown>[]) => ({
  name: "default",
  peers,
});
const policy = (
  name: string,
  peers: readonly Record<string, unknown>[],
  ...targets: {
    name: string;
    ports?: ({ number: number } | { name: string })[];
  }[]
) => ({
  namespace: "shop",
  name,
  peers,
  ...(targets.length > 0 ? { targets } : {}),
});

describe("what a proxy of Istio 1.4 accepts (semantics C)", () => {
  it("is plaintext only where no policy says anything", () => {
    expect(accepts(meshWith([]))).toBe("DISABLE");
  });

  it.each([
    ["PERMISSIVE", permissive, "PERMISSIVE"],
    ["STRICT", strict, "STRICT"],
    ["a bare mtls", [{ mtls: null }], "STRICT"],
    ["an empty mtls", [{ mtls: {} }], "STRICT"],
    ["no peers", [], "DISABLE"],
    ["another peer first", [{ jwt: {} }, { mtls: null }], "STRICT"],
  ])("follows the MeshPolicy default: %s", (_name, peers, mode) => {
    expect(accepts(meshWith([meshPolicy(peers)]))).toBe(mode);
  });

  it("does not look at a MeshPolicy of another name", () => {
    expect(accepts(meshWith([{ name: "strict", peers: strict }]))).toBe(
      "DISABLE",
    );
  });

  it("is replaced as a whole by the namespace's policy, also by one without peers", () => {
    const mesh = meshWith([meshPolicy(strict), policy("default", [])]);
    expect(accepts(mesh)).toBe("DISABLE");
  });

  it("comes from the oldest policy that names the service, before the namespace's", () => {
    const mesh = meshWith([
      policy("default", permissive),
      policy("z", strict, { name: "cart" }),
      policy("a", permissive, { name: "cart" }),
    ]);
    expect(accepts(mesh)).toBe("STRICT");
  });

  it("comes from a policy that names the port, even from a newer one", () => {
    const byNumber = meshWith([
      policy("a", permissive, { name: "cart" }),
      policy("b", strict, { name: "cart", ports: [{ number: 81 }] }),
    ]);
    expect([accepts(byNumber), accepts(byNumber, 9090)]).toEqual([
      "PERMISSIVE",
      "STRICT",
    ]);
    const byName = meshWith([
      policy("a", strict, { name: "cart", ports: [{ name: "http" }] }),
      meshPolicy(permissive),
    ]);
    expect([accepts(byName), accepts(byName, 9090)]).toEqual([
      "STRICT",
      "PERMISSIVE",
    ]);
  });

  it("leaves ports that no Service declares alone", () => {
    expect(accepts(meshWith([meshPolicy(strict)]), 7070)).toBe("DISABLE");
  });

  it("ignores PeerAuthentications, which 1.5 prefers as soon as one applies, and 1.6 alone reads", () => {
    const both = (version: string) =>
      accepts(
        meshWith([meshPolicy(strict)], version, (it) => {
          it.addPeerAuthentication({
            namespace: "shop",
            name: "default",
            mode: "PERMISSIVE",
          });
        }),
      );
    expect([both("1.4.10"), both("1.5.9"), both("1.6.0")]).toEqual([
      "STRICT",
      "PERMISSIVE",
      "PERMISSIVE",
    ]);
    const only = (version: string) =>
      accepts(meshWith([meshPolicy(strict)], version));
    expect([only("1.5.9"), only("1.6.0")]).toEqual(["STRICT", "PERMISSIVE"]);
  });
});

it("clients of Istio 1.4 send plaintext until a DestinationRule says otherwise", () => {
  const sends = (arrange?: (cluster: Cluster) => void) => {
    const mesh = meshWith([meshPolicy(strict)], "1.4.10", arrange);
    const pod = mesh.podsByWorkload.get("shop/cart")?.[0];
    const service = mesh.services.get("shop/cart");
    if (pod === undefined || service === undefined) {
      throw new Error("no cart");
    }
    const caller = { namespace: "shop", labels: {} };
    return sidecarSends(mesh, caller, service, 80, pod, 8080);
  };
  expect(sends()).toBe("plaintext");
  expect(
    sends((it) => {
      it.addDestinationRule({
        namespace: "shop",
        name: "cart",
        host: "cart.shop.svc.cluster.local",
        tls: "ISTIO_MUTUAL",
      });
    }),
  ).toBe("mtls");
});
