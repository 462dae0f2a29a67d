import { describe, expect, test } from "vitest";
import {
  anEdge,
  aPod,
  aRule,
  aTrafficPolicy,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { planForHttpbin } from "./testing/planned-action";

const plaintext = (from: string | null) =>
  anEdge(from, "foo/httpbin", { security: "plaintext" });

/** Who is refused by a lock, and who of them is told mutual TLS by now. */
function refusedBy(parts: Parameters<typeof planForHttpbin>[1]) {
  const planned = planForHttpbin("lock", parts, [
    plaintext(null),
    plaintext("bar/sleep"),
  ]);
  const names = (callers: Iterable<{ workload: string | null }>) =>
    [...callers].map(({ workload }) => workload);
  return {
    refused: names(planned?.refused ?? []),
    told: names(planned?.toldMutualTls ?? []),
  };
}

describe("a caller that sent plaintext earlier in the window", () => {
  test("counts as refused, and it is said where its proxy is told mutual TLS by now", () => {
    expect(refusedBy({})).toEqual({
      refused: [null, "sleep"],
      told: ["sleep"],
    });
  });

  test("is not said to be told anything where it has no proxy, or a rule tells it plaintext", () => {
    const bare = withoutProxy(aPod("bar/sleep-1"));
    const meshed = [aPod("foo/httpbin-1"), aPod("bar/other-1")];
    expect(refusedBy({ pods: [...meshed, bare] }).told).toEqual([]);
    const rule = aRule("bar/off", {
      host: "httpbin.foo.svc.cluster.local",
      trafficPolicy: aTrafficPolicy("DISABLE"),
    });
    expect(refusedBy({ destinationRules: [rule] }).told).toEqual([]);
  });
});
