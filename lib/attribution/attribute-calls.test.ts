import { describe, expect, it } from "vitest";
import type { InboundCall } from "@/lib/access-log/inbound-call";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { Inventory, Namespace, Pod } from "@/lib/mesh/objects";
import {
  anInventory,
  aPod,
  aRule,
  aService,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { AddressBook } from "./address-book";
import { callAttributor, type LoggedCall } from "./attribute-calls";
import { nodeAddresses } from "./node-addresses";

const ingress = { kind: "Service", namespace: "edge", name: "ingress" };
const NOW = Date.parse("2026-11-22T10:41:07Z");
const httpbin = aService("foo/httpbin");

function aCall(ip: string, parts: Partial<InboundCall> = {}): InboundCall {
  return {
    atMs: NOW,
    peer: { ip, from: "connection" },
    localPort: 8080,
    transport: "plaintext",
    identity: null,
    refused: null,
    ...parts,
  };
}

function attribute(
  pods: readonly Pod[],
  calls: readonly LoggedCall[],
  parts: Partial<Inventory> = {},
  nodes = [
    {
      name: "node-1",
      addresses: ["192.168.1.10"],
      podRanges: ["10.244.1.0/24"],
    },
  ],
) {
  const book = new AddressBook();
  book.observe(pods, NOW - 60_000);
  const attributor = callAttributor(
    indexMesh(anInventory({ pods, services: [httpbin], ...parts })),
    {
      book,
      nodes: nodeAddresses(nodes),
      apiServer: new Set(["192.168.1.2"]),
      outer: new Map([["203.0.113.80", ingress]]),
    },
    [httpbin],
  );
  for (const call of calls) attributor.add(call);
  return attributor.attribution();
}

const sleep = withoutProxy(aPod("legacy/sleep-1", { ip: "10.244.2.9" }));
const injected: Namespace = {
  name: "legacy",
  labels: { "istio-injection": "enabled" },
  annotations: {},
};

describe("who called in plaintext", () => {
  it("names the workload, counts its calls and says when it called last", () => {
    const { callers, notAttributed } = attribute(
      [sleep],
      [aCall("10.244.2.9"), aCall("10.244.2.9", { atMs: NOW + 5_000 })],
    );
    expect(callers).toMatchObject([
      {
        who: { kind: "workload", workload: { name: "sleep" } },
        pods: ["sleep-1"],
        accepted: 2,
        refused: 0,
        ports: [8080],
        lastAtMs: NOW + 5_000,
        reason: { cause: "namespace-not-labelled", object: { name: "legacy" } },
      },
    ]);
    expect(notAttributed.unknownAddresses).toEqual([]);
  });

  it("leaves out mutual TLS, and counts what may be either apart", () => {
    const mutual = aCall("10.244.2.9", { transport: "mutual_tls" });
    const either = aCall("10.244.2.9", { transport: "unknown" });
    expect(attribute([sleep], [mutual, either])).toMatchObject({
      callers: [],
      transportUnknown: 1,
    });
  });

  it("counts refused calls apart from those let in", () => {
    const refused = aCall("10.244.2.9", { refused: "no-filter-chain" });
    expect(attribute([sleep], [refused]).callers).toMatchObject([
      { accepted: 0, refused: 1 },
    ]);
  });

  it("does not choose between two workloads that shared an address", () => {
    const other = withoutProxy(aPod("batch/report-1", { ip: "10.244.2.9" }));
    expect(attribute([sleep, other], [aCall("10.244.2.9")])).toMatchObject({
      callers: [],
      notAttributed: { ambiguous: 1 },
    });
  });

  it("names nobody by what a header claims", () => {
    const claimed = aCall("10.244.2.9", {
      peer: { ip: "10.244.2.9", from: "header" },
    });
    expect(attribute([sleep], [claimed])).toMatchObject({
      callers: [],
      notAttributed: { claimedByHeader: 1 },
    });
  });

  it("reports addresses that nobody had, most calls first", () => {
    const { callers, notAttributed } = attribute(
      [sleep],
      [aCall("203.0.113.5"), aCall("203.0.113.9"), aCall("203.0.113.9")],
    );
    expect(callers).toEqual([]);
    expect(notAttributed.unknownAddresses).toMatchObject([
      { ip: "203.0.113.9", accepted: 2, place: "outside" },
      { ip: "203.0.113.5", accepted: 1, place: "outside" },
    ]);
  });

  it("tells an address of the pods' ranges from one outside, and neither where nodes keep their ranges to themselves", () => {
    const placeOf = (ip: string, nodes?: Parameters<typeof attribute>[3]) =>
      attribute([sleep], [aCall(ip)], {}, nodes).notAttributed
        .unknownAddresses[0]?.place;
    expect(placeOf("10.244.1.77")).toBe("pod-range");
    expect(placeOf("203.0.113.5", [])).toBe("not-known");
  });

  it("takes ztunnel's name where the address tells nothing, also of a pod that is long gone", () => {
    const source = { namespace: "legacy", pod: "report-7" };
    const call = { ...aCall("10.244.9.9"), source };
    expect(attribute([sleep], [call]).callers).toMatchObject([
      {
        who: {
          workload: { kind: "Pod", namespace: "legacy", name: "report-7" },
        },
        reason: null,
      },
    ]);
  });

  it("counts a line without any address", () => {
    const nobody = aCall("", { peer: null });
    expect(attribute([sleep], [nobody]).notAttributed.withoutAddress).toBe(1);
  });

  it.each([
    ["192.168.1.10", { kind: "node", node: "node-1" }],
    ["10.244.1.1", { kind: "node", node: "node-1" }],
    ["192.168.1.2", { kind: "api-server" }],
    ["203.0.113.80", { kind: "load-balancer", service: ingress }],
  ])("knows the cluster's own addresses: %s", (ip, who) => {
    expect(attribute([sleep], [aCall(ip)]).callers).toMatchObject([
      { who, reason: null },
    ]);
  });

  it("knows a node by its hostNetwork pods where nodes may not be read", () => {
    const agent = aPod("kube-system/agent-1", {
      hostNetwork: true,
      ip: "192.168.1.11",
      nodeName: "node-2",
    });
    const { callers } = attribute([agent], [aCall("192.168.1.11")], {}, []);
    expect(callers).toMatchObject([
      { who: { kind: "node", node: "node-2" }, pods: ["agent-1"] },
    ]);
  });
});

describe("why it is plaintext", () => {
  const causeOf = (pod: Pod, parts: Partial<Inventory> = {}) =>
    attribute([pod], [aCall(pod.ip ?? "")], parts).callers[0]?.reason;

  it("older than its namespace's label: a restart is enough", () => {
    expect(causeOf(sleep, { namespaces: [injected] })?.cause).toBe(
      "older-than-label",
    );
  });

  it("opted out, by label or by annotation", () => {
    const opt = { "sidecar.istio.io/inject": "false" };
    const byLabel = { ...sleep, labels: { ...sleep.labels, ...opt } };
    const byAnnotation = { ...sleep, annotations: opt };
    for (const pod of [byLabel, byAnnotation]) {
      expect(causeOf(pod, { namespaces: [injected] })?.cause).toBe("opted-out");
    }
  });

  it("a Job, which a label of its namespace would not reach any more", () => {
    const job = {
      ...sleep,
      workload: { kind: "Job", namespace: "legacy", name: "report" },
    };
    expect(causeOf(job)?.cause).toBe("job-without-sidecar");
  });

  const bar = aPod("bar/sleep-1", { ip: "10.244.2.8" });

  it("a DestinationRule, which is named", () => {
    const rule = aRule("bar/httpbin", {
      host: "httpbin.foo.svc.cluster.local",
      trafficPolicy: {
        tls: "DISABLE",
        portLevelSettings: [],
        passthrough: false,
      },
    });
    expect(causeOf(bar, { destinationRules: [rule] })).toMatchObject({
      cause: "destination-rule",
      object: { kind: "DestinationRule", namespace: "bar", name: "httpbin" },
    });
  });

  it("auto mTLS that is off", () => {
    const meshConfig = { ...anInventory().meshConfig, enableAutoMtls: false };
    expect(causeOf(bar, { meshConfig })?.cause).toBe("auto-mtls-off");
  });

  it("addresses kept away from its sidecar", () => {
    const annotations = {
      "traffic.sidecar.istio.io/excludeOutboundPorts": "8000",
    };
    expect(causeOf({ ...bar, annotations })?.cause).toBe("excluded-outbound");
  });

  it("a Prometheus without a proxy, whose namespace is not the reason", () => {
    const scraper = {
      ...sleep,
      longRunningContainers: ["prometheus", "config-reloader"],
    };
    expect(causeOf(scraper)?.cause).toBe("prometheus-scrape");
  });

  it("pods that do not say they can take mutual TLS", () => {
    const server = withoutProxy(aPod("foo/httpbin-1", { ip: "10.244.1.7" }));
    const result = attribute([bar, server], [aCall("10.244.2.8")]);
    expect(result.callers[0]?.reason).toMatchObject({
      cause: "endpoint-not-labelled",
      object: { namespace: "foo", name: "httpbin" },
    });
  });

  it("ztunnel, before pods that take no HBONE", () => {
    const ambient = {
      ...withoutProxy(bar),
      annotations: { "ambient.istio.io/redirection": "enabled" },
    };
    const server = aPod("foo/httpbin-1", { ip: "10.244.1.7" });
    const result = attribute([ambient, server], [aCall("10.244.2.8")]);
    expect(result.callers[0]?.reason?.cause).toBe("ambient-to-sidecar");
  });

  it("nothing that we can see, and it says so", () => {
    expect(causeOf(bar)?.cause).toBe("not-explained");
  });
});
