import { describe, expect, it } from "vitest";
import type { PolicyMode } from "@/lib/mesh/mode";
import { SimulatedClock } from "@/lib/simulator/clock";
import {
  Cluster,
  type PlacedWorkload,
} from "@/lib/simulator/scenarios/build/cluster";
import { addControlPlane } from "@/lib/simulator/scenarios/build/control-plane";
import { ObjectStore } from "@/lib/simulator/store";
import { ztunnelRefuses } from "./ambient";
import { readMesh } from "./read";
import { acceptanceOf } from "./server-mode";
import type { MeshView } from "./view";

const nowMs = Date.UTC(2026, 0, 15, 9);

/** Namespace shop is ambient and runs cart; `arrange` adds what the case is about. */
function meshWith(
  arrange: (cluster: Cluster) => void,
  cart: Partial<PlacedWorkload> = {},
): MeshView {
  const store = new ObjectStore(new SimulatedClock(nowMs));
  const cluster = new Cluster({ seed: 1, nowMs });
  cluster.addNodes(1);
  addControlPlane(cluster, { autoMtls: true, ambient: true });
  cluster.addNamespace("shop", { ambient: true });
  cluster.addWorkload({ ...cart, namespace: "shop", name: "cart" });
  arrange(cluster);
  for (const object of cluster.scenario("test").objects) {
    store.seed(object);
  }
  return readMesh(store);
}

function cartOf(mesh: MeshView) {
  const pod = mesh.podsByWorkload.get("shop/cart")?.[0];
  if (pod === undefined) {
    throw new Error("no cart pod");
  }
  return pod;
}

type Ports = Readonly<Record<string, PolicyMode>>;
type Arrange = (cluster: Cluster) => void;

const selector = { app: "cart" };
const mesh =
  (mode: PolicyMode): Arrange =>
  (it) =>
    it.addPeerAuthentication({
      namespace: "istio-system",
      name: "default",
      mode,
    });
const wide =
  (mode: PolicyMode): Arrange =>
  (it) =>
    it.addPeerAuthentication({ namespace: "shop", name: "default", mode });
const own =
  (mode: PolicyMode, ports: Ports = {}): Arrange =>
  (it) =>
    it.addPeerAuthentication({
      namespace: "shop",
      name: "cart",
      selector,
      mode,
      ports,
    });

describe("callers without identity at ports 8080 and 9102 of an ambient pod (semantics A6)", () => {
  it.each<[string, readonly Arrange[], readonly number[]]>([
    ["are let in where nothing is configured", [], []],
    ["are refused by a STRICT mesh", [mesh("STRICT")], [8080, 9102]],
    ["are refused by a STRICT namespace", [wide("STRICT")], [8080, 9102]],
    ["are refused by a STRICT workload", [own("STRICT")], [8080, 9102]],
    [
      "are let in by a DISABLE, which is a PERMISSIVE here",
      [mesh("STRICT"), wide("DISABLE")],
      [],
    ],
    [
      "are let in by a workload that opens itself under a STRICT mesh",
      [mesh("STRICT"), own("PERMISSIVE")],
      [],
    ],
    [
      "are refused at the one STRICT port",
      [own("PERMISSIVE", { "8080": "STRICT" })],
      [8080],
    ],
    [
      "are let in at the PERMISSIVE port of a STRICT workload",
      [own("STRICT", { "9102": "PERMISSIVE" })],
      [8080],
    ],
    [
      "are let in at the DISABLE port of a STRICT workload",
      [own("STRICT", { "9102": "DISABLE" })],
      [8080],
    ],
    [
      "are let in at a PERMISSIVE port below a STRICT namespace",
      [wide("STRICT"), own("UNSET", { "9102": "PERMISSIVE" })],
      [8080],
    ],
    [
      "A6.2: are refused at a DISABLE port below a parent's STRICT",
      [wide("STRICT"), own("UNSET", { "9102": "DISABLE" })],
      [8080, 9102],
    ],
    [
      "A6.3: are let in everywhere where a namespace that says UNSET stands between a STRICT mesh and a PERMISSIVE port",
      [mesh("STRICT"), wide("UNSET"), own("UNSET", { "9102": "PERMISSIVE" })],
      [],
    ],
    [
      "are let in at a STRICT port of a PERMISSIVE workload where the mesh is STRICT: istiod takes the port for closed",
      [mesh("STRICT"), own("PERMISSIVE", { "8080": "STRICT" })],
      [],
    ],
    [
      "A6.1: are let in by a root policy with an empty selector, which is no mesh policy here",
      [
        (it) =>
          it.addPeerAuthentication({
            namespace: "istio-system",
            name: "default",
            selector: {},
            mode: "STRICT",
          }),
      ],
      [],
    ],
    [
      "are refused by a namespace policy with an empty selector, which counts",
      [
        (it) =>
          it.addPeerAuthentication({
            namespace: "shop",
            name: "default",
            selector: {},
            mode: "STRICT",
          }),
      ],
      [8080, 9102],
    ],
  ])("%s", (_, arrange, refused) => {
    const view = meshWith((it) => {
      for (const step of arrange) {
        step(it);
      }
    });
    const pod = cartOf(view);
    expect(
      [8080, 9102].filter((port) => ztunnelRefuses(view, pod, port)),
    ).toEqual(refused);
  });
});

describe("who is behind ztunnel (semantics A6)", () => {
  const strict = wide("STRICT");

  it("is a pod that the node agent has taken, at every port", () => {
    const view = meshWith(strict);
    expect(
      [8080, 15020].map((port) => acceptanceOf(view, cartOf(view), port)),
    ).toEqual(["ztunnel-closed", "ztunnel-closed"]);
  });

  it.each<[string, Partial<PlacedWorkload>, string]>([
    ["one that is still pending", { redirection: "pending" }, "no-proxy"],
    [
      "one that opted out",
      { podLabels: { "istio.io/dataplane-mode": "none" } },
      "no-proxy",
    ],
    [
      "one on the host network, whatever its annotation says",
      { hostNetwork: true, redirection: "enabled" },
      "no-proxy",
    ],
    [
      "one with a sidecar, whatever its annotation says",
      { injected: true, redirection: "enabled" },
      "STRICT",
    ],
  ])("is not %s", (_, cart, expected) => {
    const view = meshWith(strict, cart);
    expect(acceptanceOf(view, cartOf(view), 8080)).toBe(expected);
  });
});

describe("whether sidecars send HBONE (semantics B5, note 3)", () => {
  it.each([
    [true, { PILOT_ENABLE_AMBIENT: "true" }],
    [
      false,
      { PILOT_ENABLE_AMBIENT: "true", PILOT_ENABLE_SENDING_HBONE: "false" },
    ],
    [false, { PILOT_ENABLE_SENDING_HBONE: "true" }],
    [false, {}],
  ])("is %s for %o", (expected, env) => {
    const store = new ObjectStore(new SimulatedClock(nowMs));
    const cluster = new Cluster({ seed: 1, nowMs });
    cluster.addNodes(1);
    cluster.addNamespace("istio-system");
    cluster.addWorkload({ namespace: "istio-system", name: "istiod", env });
    for (const object of cluster.scenario("test").objects) {
      store.seed(object);
    }
    expect(readMesh(store).sidecarsSendHbone).toBe(expected);
  });
});
