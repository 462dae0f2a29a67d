import { describe, expect, it } from "vitest";
import type { Inventory, Labels, Namespace, Pod } from "@/lib/mesh/objects";
import {
  anInventory,
  aPod,
  aRule,
  aTrafficPolicy,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import type { LoggedCall } from "./logged-call";
import { aCall, attribute, sleep } from "./testing/logged-calls";

const injected: Namespace = {
  name: "legacy",
  labels: { "istio-injection": "enabled" },
  annotations: {},
};

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
      trafficPolicy: aTrafficPolicy("DISABLE"),
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

  const scraper = {
    ...sleep,
    longRunningContainers: ["prometheus", "config-reloader"],
  };
  const scraped = (annotations: Labels, localPort: number, client: Pod) =>
    attribute(
      [aPod("foo/httpbin-1", { ip: "10.244.1.7", annotations }), client],
      [aCall(client.ip ?? "", { localPort })],
    ).callers[0]?.reason?.cause;
  const metricsAt = { "prometheus.io/port": "9102" };

  it("one that calls itself Prometheus, and called ports for metrics alone", () => {
    const labelled = {
      ...sleep,
      labels: { ...sleep.labels, "app.kubernetes.io/name": "prometheus" },
    };
    for (const client of [scraper, labelled]) {
      expect(scraped(metricsAt, 9102, client)).toBe("prometheus-scrape");
      expect(scraped(metricsAt, 8080, client)).toBe("namespace-not-labelled");
      expect(scraped({}, 9102, client)).toBe("namespace-not-labelled");
    }
    expect(scraped(metricsAt, 9102, sleep)).toBe("namespace-not-labelled");
  });

  it("a port that the called pods name for metrics", () => {
    const containerPorts = [{ name: "http-metrics", port: 9102 }];
    const server = aPod("foo/httpbin-1", { ip: "10.244.1.7", containerPorts });
    const calls = [aCall("10.244.2.9", { localPort: 9102 })];
    const causes = (all: readonly LoggedCall[]) =>
      attribute([server, scraper], all).callers[0]?.reason?.cause;
    expect(causes(calls)).toBe("prometheus-scrape");
    expect(causes([...calls, aCall("10.244.2.9")])).toBe(
      "namespace-not-labelled",
    );
  });

  it("a port that no Service declares, where its sidecar knows no service", () => {
    const server = aPod("foo/httpbin-1", { ip: "10.244.1.7" });
    const causes = (ports: readonly number[]) =>
      attribute(
        [bar, server],
        ports.map((localPort) => aCall("10.244.2.8", { localPort })),
      ).callers[0]?.reason;
    expect(causes([9093])).toMatchObject({
      cause: "port-of-no-service",
      object: { kind: "Service", namespace: "foo", name: "httpbin" },
    });
    expect(causes([9093, 8080])?.cause).toBe("port-of-no-service");
    expect(causes([8080])?.cause).toBe("not-explained");
  });

  it("the kubelet, at a port that it probes itself on its own node", () => {
    const server = aPod("foo/httpbin-1", {
      ip: "10.244.1.7",
      nodeName: "node-1",
      probes: [{ by: "http", port: 8080 }],
    });
    const causes = (called: Pod, ports: readonly number[]) =>
      attribute(
        [called],
        ports.map((localPort) => aCall("10.244.1.1", { localPort })),
      ).callers[0]?.reason ?? null;
    expect(causes(server, [8080])).toMatchObject({
      cause: "kubelet-probe",
      object: { namespace: "foo", name: "httpbin" },
    });
    expect(causes(server, [8080, 9090])).toBeNull();
    expect(causes({ ...server, nodeName: "node-2" }, [8080])).toBeNull();
    expect(causes({ ...server, probes: [] }, [8080])).toBeNull();
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
