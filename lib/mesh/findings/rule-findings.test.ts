import { describe, expect, test } from "vitest";
import type { ClientTlsMode } from "@/lib/mesh/mode";
import type { DestinationRule, PeerAuthentication } from "@/lib/mesh/objects";
import {
  aPod,
  aPolicy,
  aRule,
  aTrafficPolicy,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { CART, codes, findings } from "./testing/told-rules";

const YOUNG = { createdAt: "2026-02-01T00:00:00Z" };

describe("rules that hide others", () => {
  const owners = aRule("shop/cart", {
    host: "cart",
    trafficPolicy: aTrafficPolicy("ISTIO_MUTUAL"),
  });
  const broad = (tls: ClientTlsMode | null) =>
    aRule("bank/all", { host: "*.local", trafficPolicy: aTrafficPolicy(tls) });
  const STRICT = [aPolicy("shop/default", { mode: "STRICT" })];
  const hidden = (
    rules: DestinationRule[],
    peerAuthentications: PeerAuthentication[] = [],
  ) =>
    findings(rules, { peerAuthentications }).filter(
      ({ code }) => code === "rule-hidden",
    );

  test("the client's own rule wins over the owner's", () => {
    expect(hidden([owners, broad("DISABLE")])).toEqual([
      {
        code: "rule-hidden",
        severity: "warning",
        objects: [
          { kind: "DestinationRule", namespace: "bank", name: "all" },
          { kind: "DestinationRule", namespace: "shop", name: "cart" },
        ],
        services: [{ kind: "Service", namespace: "shop", name: "cart" }],
        params: { client: "bank" },
      },
    ]);
  });

  test("an error where the calls fail", () => {
    expect(hidden([owners, broad("DISABLE")], STRICT)).toMatchObject([
      { severity: "error" },
    ]);
  });

  test("a warning where the files of the client may do", () => {
    expect(hidden([owners, broad("MUTUAL")], STRICT)).toMatchObject([
      { severity: "warning" },
    ]);
  });

  test("nothing is hidden where auto mTLS sends the same", () => {
    expect(hidden([owners, broad(null)])).toEqual([]);
  });

  test("nothing is hidden by a rule that says the same", () => {
    expect(hidden([owners, broad("ISTIO_MUTUAL")])).toEqual([]);
  });

  test("nothing is hidden where the owner's rule is not for this client", () => {
    expect(hidden([{ ...owners, exportTo: ["."] }, broad("DISABLE")])).toEqual(
      [],
    );
  });

  test("a rule of the root namespace is not the owner's", () => {
    const everywhere = aRule("istio-system/all", {
      host: "*.local",
      trafficPolicy: aTrafficPolicy("ISTIO_MUTUAL"),
    });
    expect(
      hidden([{ ...owners, exportTo: ["desk"] }, everywhere, broad("DISABLE")]),
    ).toEqual([]);
  });

  test("nothing is hidden where no proxy would take mutual TLS", () => {
    const pods = [withoutProxy(aPod("shop/cart-1")), aPod("bank/till-1")];
    expect(
      findings([owners, broad("DISABLE")], { pods }).filter(
        ({ code }) => code === "rule-hidden",
      ),
    ).toEqual([]);
  });

  test("the root namespace's rules are searched last and hide nothing", () => {
    expect(
      hidden([
        owners,
        aRule("istio-system/all", {
          host: "*.local",
          trafficPolicy: aTrafficPolicy("DISABLE"),
        }),
      ]),
    ).toEqual([]);
  });
});

describe("rules that are merged", () => {
  const older = aRule("shop/a", {
    host: "cart",
    trafficPolicy: aTrafficPolicy("ISTIO_MUTUAL"),
  });
  const younger = aRule("shop/b", {
    ...YOUNG,
    host: CART,
    trafficPolicy: aTrafficPolicy("DISABLE"),
  });

  test("the younger traffic policy is dropped", () => {
    expect(findings([younger, older])).toMatchObject([
      {
        code: "rule-traffic-policy-dropped",
        severity: "warning",
        objects: [{ name: "b" }, { name: "a" }],
        params: { host: CART },
      },
    ]);
  });

  test("dead weight where both say the same about TLS", () => {
    const same = { ...younger, trafficPolicy: aTrafficPolicy("ISTIO_MUTUAL") };
    expect(codes([older, same])).toEqual(["info rule-traffic-policy-dropped"]);
  });

  test("a younger policy fills the place of none", () => {
    expect(codes([{ ...older, trafficPolicy: null }, younger])).toEqual([]);
  });

  test("rules of other hosts, or for other namespaces, stand apart", () => {
    expect(codes([older, { ...younger, host: "*.local" }])).toEqual([]);
    expect(
      codes([
        { ...older, exportTo: ["bank"] },
        { ...younger, exportTo: ["desk"] },
      ]),
    ).toEqual([]);
  });

  test("a younger rule for more namespaces is lost for those that only it names", () => {
    const found = findings([
      { ...older, exportTo: ["bank"], trafficPolicy: null },
      { ...younger, exportTo: ["bank", "desk", "quay"] },
    ]);
    expect(found).toMatchObject([
      {
        code: "rule-lost-for-namespaces",
        severity: "warning",
        objects: [{ name: "b" }, { name: "a" }],
        params: { host: CART, namespaces: "desk, quay" },
      },
    ]);
  });

  test("an older rule for everyone loses nobody", () => {
    expect(
      codes([
        { ...older, exportTo: ["*"], trafficPolicy: null },
        { ...younger, exportTo: ["*", "desk"] },
      ]),
    ).toEqual([]);
  });

  test("a private rule is lost for clients that an older selector does not pick", () => {
    const picking = {
      ...older,
      workloadSelector: { app: "cart" },
      trafficPolicy: null,
    };
    expect(findings([picking, { ...younger, exportTo: ["."] }])).toMatchObject([
      {
        code: "rule-lost-for-clients",
        severity: "warning",
        objects: [{ name: "b" }, { name: "a" }],
      },
    ]);
    expect(codes([picking, younger])).toEqual([]);
  });
});
