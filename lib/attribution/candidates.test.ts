import { describe, expect, it } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import {
  anInventory,
  aPod,
  aRule,
  aService,
  aTrafficPolicy,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { findCandidates, MAX_CANDIDATES } from "./candidates";

const service = aService("foo/httpbin");
const server = aPod("foo/httpbin-1");

function candidates(parts: Parameters<typeof anInventory>[0] = {}) {
  const { pods = [], ...rest } = parts;
  const inventory = anInventory({
    services: [service],
    pods: [server, ...pods],
    ...rest,
  });
  return findCandidates(indexMesh(inventory), service);
}

describe("who may call in plaintext", () => {
  it("is every workload without a proxy: neighbours first, the cluster's own and the nodes' last", async () => {
    const { unmeshed } = await candidates({
      pods: [
        withoutProxy(aPod("kube-system/dns-1")),
        { ...aPod("infra/agent-1"), hostNetwork: true },
        withoutProxy(aPod("legacy/sleep-1")),
        withoutProxy(aPod("legacy/sleep-2")),
        withoutProxy(aPod("foo/cron-1")),
        aPod("bar/meshed-1"),
      ],
    });
    expect(unmeshed.map(({ workload, pods }) => [workload.name, pods])).toEqual(
      [
        ["cron", 1],
        ["sleep", 2],
        ["dns", 1],
        ["agent", 1],
      ],
    );
  });

  it("leaves out the service's own pods and those that have ended", async () => {
    const done = {
      ...withoutProxy(aPod("batch/report-1")),
      phase: "Succeeded",
    };
    const own = withoutProxy(aPod("foo/httpbin-2"));
    expect(await candidates({ pods: [done, own] })).toMatchObject({
      unmeshed: [],
      told: [],
    });
  });

  it("names clients that a rule tells to send plaintext, with the rule", async () => {
    const rule = aRule("bar/off", {
      host: "httpbin.foo.svc.cluster.local",
      trafficPolicy: aTrafficPolicy("DISABLE"),
    });
    const { told } = await candidates({
      pods: [aPod("bar/sleep-1"), aPod("other/sleep-1")],
      destinationRules: [rule],
    });
    expect(told).toMatchObject([
      {
        workload: { namespace: "bar", name: "sleep" },
        reason: { cause: "destination-rule", object: { name: "off" } },
      },
    ]);
  });

  it("is a bounded list, and counts the rest", async () => {
    const pods = Array.from({ length: MAX_CANDIDATES + 7 }, (_, at) =>
      withoutProxy(aPod(`legacy/w${at}-1`)),
    );
    const { unmeshed, moreUnmeshed } = await candidates({ pods });
    expect(unmeshed).toHaveLength(MAX_CANDIDATES);
    expect(moreUnmeshed).toBe(7);
  });
});
