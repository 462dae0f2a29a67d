import { describe, expect, test } from "vitest";
import type { ClientTlsMode } from "@/lib/mesh/mode";
import type { TrafficPolicy } from "@/lib/mesh/objects";
import { aRule, aTrafficPolicy } from "@/lib/mesh/testing/inventory-builders";
import { CART, codes, findings } from "./testing/told-rules";

describe("hosts", () => {
  const forHost = (host: string, tls: ClientTlsMode | null = null) =>
    findings([aRule("shop/r", { host, trafficPolicy: aTrafficPolicy(tls) })]);

  test.each(["cart.shop", "cart.shop.svc"])("%s is taken literally", (host) => {
    expect(forHost(host)).toMatchObject([
      {
        code: "rule-host-is-literal",
        severity: "warning",
        params: { host, meant: CART },
      },
    ]);
  });

  test.each([
    "cart",
    CART,
    "*.shop.svc.cluster.local",
    "*.local",
    "*",
    "cart.example.org",
    "cart.bank",
    "cart-0.cart.shop.svc.cluster.local",
  ])("%s is nothing to report", (host) => {
    expect(forHost(host)).toEqual([]);
  });

  test.each(["crat", "crat.shop.svc.cluster.local"])(
    "%s is no service",
    (host) => {
      expect(forHost(host)).toMatchObject([
        {
          code: "rule-host-not-found",
          severity: "info",
          params: { host: "crat.shop.svc.cluster.local" },
        },
      ]);
    },
  );

  test("a missing service with TLS is a belief worth correcting", () => {
    expect(forHost("crat", "ISTIO_MUTUAL")).toMatchObject([
      { severity: "warning" },
    ]);
  });
});

describe("port entries", () => {
  const rule = (
    tls: ClientTlsMode | null,
    entry: TrafficPolicy["portLevelSettings"][number],
  ) =>
    aRule("shop/cart", {
      host: "cart",
      trafficPolicy: aTrafficPolicy(tls, { portLevelSettings: [entry] }),
    });

  test("one without tls takes the rule's tls away", () => {
    expect(findings([rule("SIMPLE", { port: 8000, tls: null })])).toMatchObject(
      [
        {
          code: "rule-port-drops-tls",
          severity: "warning",
          services: [{ name: "cart" }],
          params: { port: 8000, tls: "SIMPLE" },
        },
      ],
    );
  });

  test("info where auto mTLS sends the same", () => {
    expect(codes([rule("ISTIO_MUTUAL", { port: 8000, tls: null })])).toEqual([
      "info rule-port-drops-tls",
    ]);
  });

  test("nothing to drop, nothing dropped, no such port, no such service", () => {
    expect(codes([rule(null, { port: 8000, tls: null })])).toEqual([]);
    expect(codes([rule("SIMPLE", { port: 8000, tls: "SIMPLE" })])).toEqual([]);
    expect(codes([rule("SIMPLE", { port: 9000, tls: null })])).toEqual([]);
    expect(
      codes([{ ...rule("SIMPLE", { port: 8000, tls: null }), host: "*.org" }]),
    ).toEqual([]);
  });
});

describe("workload selectors", () => {
  const picking = (app: string) =>
    codes([aRule("bank/r", { workloadSelector: { app }, host: "*.local" })]);

  test("one that no pod of the namespace carries does nothing", () => {
    expect(picking("cart")).toEqual(["info rule-selects-nothing"]);
  });

  test("one that a pod carries does something", () => {
    expect(picking("till")).toEqual([]);
  });
});
