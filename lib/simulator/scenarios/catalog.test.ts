import { createHash } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { buildScenario, SCENARIO_NAMES, type ScenarioName } from "./catalog";
import type { Scenario } from "./scenario";

// The huge one is built twice.
vi.setConfig({ testTimeout: 90_000 });

const options = { seed: 7, nowMs: Date.UTC(2026, 0, 15, 9) };

const built = new Map<ScenarioName, Scenario>();

function scenarioOf(name: ScenarioName): Scenario {
  const scenario = built.get(name) ?? buildScenario(name, options);
  built.set(name, scenario);
  return scenario;
}

/** As one text the huge one would be too long. */
function digestOf({ objects, flows, ...rest }: Scenario): string {
  const digest = createHash("sha256").update(JSON.stringify(rest));
  for (const part of [...objects, ...flows]) {
    digest.update(JSON.stringify(part));
  }
  return digest.digest("hex");
}

function count(name: ScenarioName, kind: string): number {
  return scenarioOf(name).objects.filter((it) => it.kind === kind).length;
}

/** What the company has itself, without the cluster's and the control plane's own. */
function ownCount(name: ScenarioName, kind: string): number {
  const { objects } = scenarioOf(name);
  return objects.filter(
    (it) =>
      it.kind === kind &&
      !["default", "kube-system", "istio-system"].includes(
        it.kind === "Namespace"
          ? it.metadata.name
          : (it.metadata.namespace ?? ""),
      ),
  ).length;
}

describe.each(SCENARIO_NAMES)("the scenario %s", (name) => {
  it("is the same for the same seed", () => {
    expect(digestOf(buildScenario(name, options))).toBe(
      digestOf(scenarioOf(name)),
    );
  });

  it("names no object twice, and gives each a uid of its own and an age", () => {
    const { objects } = scenarioOf(name);
    const names = objects.map(
      ({ kind, metadata }) =>
        `${kind}/${metadata.namespace ?? ""}/${metadata.name}`,
    );
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(objects.map(({ metadata }) => metadata.uid)).size).toBe(
      names.length,
    );
    const young = objects.filter(
      ({ metadata }) =>
        options.nowMs - Date.parse(metadata.creationTimestamp ?? "") <=
        7 * 24 * 3_600_000,
    );
    // Only who took over another's address lately.
    expect(young.map(({ kind, metadata }) => [kind, metadata.labels])).toEqual(
      name === "shop"
        ? [["Pod", expect.objectContaining({ app: "report-mailer" })]]
        : [],
    );
  });

  it("gives no address to two pods, and all of them one of their node's", () => {
    const { objects } = scenarioOf(name);
    const nodes = new Map(
      objects
        .filter(({ kind }) => kind === "Node")
        .map((node) => [node.metadata.name, JSON.stringify(node)] as const),
    );
    const own: string[] = [];
    for (const pod of objects.filter(({ kind }) => kind === "Pod")) {
      const text = JSON.stringify(pod);
      const address = /"podIP":"([^"]+)"/.exec(text)?.[1] ?? "";
      const node = nodes.get(/"nodeName":"([^"]+)"/.exec(text)?.[1] ?? "");
      const range = `${address.replace(/\d+$/, "")}0/24`;
      if (text.includes('"hostNetwork":true')) {
        expect(node).toContain(`"InternalIP","address":"${address}"`);
      } else {
        expect(node).toContain(`"podCIDR":"${range}"`);
        own.push(address);
      }
    }
    expect(new Set(own).size).toBe(own.length);
  });

  it("has its API server behind the Service that every cluster has", () => {
    const slice = scenarioOf(name).objects.find(
      ({ kind, metadata }) =>
        kind === "EndpointSlice" &&
        metadata.labels?.["kubernetes.io/service-name"] === "kubernetes",
    );
    expect(slice?.metadata.namespace).toBe("default");
    expect(slice).toMatchObject({
      endpoints: [{ addresses: ["192.168.10.10"] }],
      ports: [{ port: 6443 }],
    });
  });
});

describe("sizes", () => {
  it("of the shop are those of a believable company", () => {
    expect(count("shop", "Namespace")).toBeGreaterThanOrEqual(12);
    expect(count("shop", "Service")).toBeGreaterThanOrEqual(60);
  });

  it("of large are 300 namespaces, 1,000 services and 2,000 pods", () => {
    expect(ownCount("large", "Namespace")).toBe(300);
    expect(ownCount("large", "Service")).toBe(1_000);
    expect(ownCount("large", "Pod")).toBe(2_000);
  });

  it("of huge are 1,000 namespaces, 10,000 services, 50,000 pods and 2,000 policies", () => {
    expect(ownCount("huge", "Namespace")).toBe(1_000);
    expect(ownCount("huge", "Service")).toBe(10_000);
    expect(ownCount("huge", "Pod")).toBe(50_000);
    expect(ownCount("huge", "PeerAuthentication")).toBe(2_000);
    expect(ownCount("huge", "DestinationRule")).toBeGreaterThanOrEqual(300);
  });

  it("of huge: two or three callers a service, and a few services that everybody calls", () => {
    const callers = new Map<string, Set<string>>();
    let popular = 0;
    const { flows } = scenarioOf("huge");
    for (const { from, to } of flows) {
      if (from.kind !== "workload" || to.kind !== "service") continue;
      const callee = `${to.namespace}/${to.service}`;
      const known = callers.get(callee) ?? new Set();
      callers.set(callee, known.add(`${from.namespace}/${from.workload}`));
      if (known.size === 25) popular += 1;
    }
    expect(flows.length / 10_000).toBeGreaterThan(2.2);
    expect(flows.length / 10_000).toBeLessThan(2.9);
    expect(popular).toBeGreaterThan(20);
    expect(popular).toBeLessThan(200);
  });
});

describe.each(["large", "huge"] as const)("%s", (name) => {
  it("has no rule that switches mutual TLS off beyond its own namespace", () => {
    const rules = scenarioOf(name).objects.filter(
      ({ kind, spec }) =>
        kind === "DestinationRule" && JSON.stringify(spec).includes("DISABLE"),
    );
    expect(rules.length).toBeGreaterThan(0);
    for (const { metadata, spec } of rules) {
      expect(spec).toMatchObject({
        host: `*.${metadata.namespace}.svc.cluster.local`,
        exportTo: ["."],
      });
    }
  });
});
