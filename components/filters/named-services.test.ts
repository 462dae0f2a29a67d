import { describe, expect, it } from "vitest";
import type { Findings } from "@/lib/api/findings-contract";
import { namedServices } from "./named-services";

const shadowed = (service: string, serviceCount = 1) => ({
  code: "policy-shadowed" as const,
  severity: "warning" as const,
  objects: [{ kind: "PeerAuthentication", namespace: "shop", name: "x" }],
  objectCount: 1,
  services: [{ kind: "Service", namespace: "shop", name: service }],
  serviceCount,
  alike: 1,
  params: {},
});

function answer(over: Partial<Findings> = {}): Findings {
  const findings = [shadowed("cart"), shadowed("orders")];
  return {
    version: "1",
    takenAt: "2026-11-22T10:00:00Z",
    complete: true,
    unread: [],
    examined: { policies: 1, rules: 0, services: 2, pods: 2 },
    total: 2,
    counts: { error: 0, warning: 2, info: 0 },
    namespaces: [],
    codes: [{ code: "policy-shadowed", severity: "warning", findings: 2 }],
    findings,
    ...over,
  };
}

describe("namedServices", () => {
  it("joins the services of every finding of the code", () => {
    const { keys, complete } = namedServices(answer(), ["policy-shadowed"]);
    expect([...keys]).toEqual(["shop/cart", "shop/orders"]);
    expect(complete).toBe(true);
    expect(namedServices(answer(), ["port-not-served"]).keys.size).toBe(0);
  });

  it.each([
    ["findings were left out", { findings: [shadowed("cart")] }],
    [
      "a finding names more services than came along",
      { findings: [shadowed("cart", 40), shadowed("orders")] },
    ],
    ["something could not be read", { complete: false }],
  ])("is incomplete where %s", (_, over) => {
    const { complete } = namedServices(answer(over), ["policy-shadowed"]);
    expect(complete).toBe(false);
  });
});
