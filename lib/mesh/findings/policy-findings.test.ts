import { describe, expect, test } from "vitest";
import {
  anAmbientPod,
  aPod,
  aPolicy,
} from "@/lib/mesh/testing/inventory-builders";
import { findings, forCart, OLDER, told, under } from "./testing/told-policies";

describe("policy-shadowed", () => {
  const open = aPolicy("shop/default", { mode: "PERMISSIVE", ...OLDER });

  test("a younger namespace policy that would close what is open is an error", () => {
    expect(under(open, aPolicy("shop/wide", { mode: "STRICT" }))).toEqual([
      "error policy-shadowed wide, default",
    ]);
  });

  test("one that says what the older one says is dead weight", () => {
    expect(under(open, aPolicy("shop/wide", { mode: "PERMISSIVE" }))).toEqual([
      "info policy-shadowed wide, default",
    ]);
  });

  test("one that would open what is closed only deceives", () => {
    expect(
      under(
        aPolicy("shop/default", { mode: "STRICT", ...OLDER }),
        aPolicy("shop/wide", { mode: "PERMISSIVE" }),
      ),
    ).toEqual(["warning policy-shadowed wide, default"]);
  });

  test("nothing stands open where a policy for the workload closes it", () => {
    expect(
      under(
        open,
        aPolicy("shop/wide", { mode: "STRICT" }),
        forCart("cart", { mode: "STRICT" }),
      ),
    ).toEqual(["warning policy-shadowed wide, default"]);
  });

  test("of two for the mesh the younger is not heard, and a namespace's own is no rival", () => {
    expect(
      under(
        aPolicy("istio-system/a", { mode: "PERMISSIVE", ...OLDER }),
        aPolicy("istio-system/b", { mode: "STRICT" }),
        aPolicy("shop/default", { mode: "PERMISSIVE" }),
      ),
    ).toEqual(["warning policy-shadowed b, a"]);
  });

  test("where ambient passes over an empty selector, the younger mesh policy is heard", () => {
    const ambient = anAmbientPod("shop/cart-1");
    const peerAuthentications = [
      aPolicy("istio-system/a", { mode: "STRICT", selector: {}, ...OLDER }),
      aPolicy("istio-system/b", { mode: "PERMISSIVE" }),
    ];
    expect(told({ peerAuthentications, pods: [ambient] })).toEqual([]);
    expect(told({ peerAuthentications })).toEqual([
      "warning policy-shadowed b, a",
    ]);
  });

  test("a workload policy is shadowed where an older one selects all its pods", () => {
    const [finding] = findings({
      peerAuthentications: [
        forCart("old", { mode: "PERMISSIVE", ...OLDER }),
        forCart("new", { mode: "STRICT" }),
      ],
    });
    expect(finding).toEqual({
      code: "policy-shadowed",
      severity: "error",
      objects: [
        { kind: "PeerAuthentication", namespace: "shop", name: "new" },
        { kind: "PeerAuthentication", namespace: "shop", name: "old" },
      ],
      services: [{ kind: "Service", namespace: "shop", name: "cart" }],
      params: {},
    });
  });

  test("an exception of the older one that stays open counts as open", () => {
    expect(
      under(
        forCart("old", {
          mode: "STRICT",
          portLevelMtls: { "8080": "PERMISSIVE" },
          ...OLDER,
        }),
        forCart("new", { mode: "STRICT" }),
      ),
    ).toEqual(["error policy-shadowed new, old"]);
  });

  test("policies for different workloads do not meet", () => {
    const pods = [aPod("shop/cart-1"), aPod("shop/till-1")];
    const peerAuthentications = [
      forCart("old", { mode: "PERMISSIVE", ...OLDER }),
      aPolicy("shop/till", { mode: "STRICT", selector: { app: "till" } }),
    ];
    expect(told({ pods, peerAuthentications })).toEqual([]);
  });
});

describe("policy-shadowed-for-some", () => {
  const cart = aPod("shop/cart-1");
  const canary = aPod("shop/cart-2", {
    labels: { ...cart.labels, track: "canary" },
  });
  const pods = [cart, canary];
  const canaries = { selector: { track: "canary" } };

  test("names how many pods an older policy of another cut takes away", () => {
    const [finding, ...others] = findings({
      pods: [...pods, aPod("shop/till-1", { labels: canaries.selector })],
      peerAuthentications: [
        aPolicy("shop/canaries", { mode: "PERMISSIVE", ...canaries, ...OLDER }),
        forCart("cart", { mode: "STRICT" }),
      ],
    });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: "policy-shadowed-for-some",
      severity: "error",
      params: { pods: 1 },
    });
  });

  test("an older exception for a part of the pods is what it looks like", () => {
    const narrower = { app: "cart", track: "canary" };
    expect(
      told({
        pods,
        peerAuthentications: [
          forCart("canary", {
            mode: "PERMISSIVE",
            selector: narrower,
            ...OLDER,
          }),
          forCart("cart", { mode: "STRICT" }),
        ],
      }),
    ).toEqual([]);
  });
});
