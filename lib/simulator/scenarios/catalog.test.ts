import { describe, expect, it, vi } from "vitest";
import { buildScenario, SCENARIO_NAMES, type ScenarioName } from "./catalog";
import type { Scenario } from "./scenario";

// The large one is built twice.
vi.setConfig({ testTimeout: 30_000 });

const options = { seed: 7, nowMs: Date.UTC(2026, 0, 15, 9) };

const built = new Map<ScenarioName, Scenario>();

function scenarioOf(name: ScenarioName): Scenario {
  const scenario = built.get(name) ?? buildScenario(name, options);
  built.set(name, scenario);
  return scenario;
}

function count(name: "shop" | "large", kind: string): number {
  return scenarioOf(name).objects.filter((it) => it.kind === kind).length;
}

describe.each(SCENARIO_NAMES)("the scenario %s", (name) => {
  it("is the same for the same seed", () => {
    expect(JSON.stringify(buildScenario(name, options))).toBe(
      JSON.stringify(scenarioOf(name)),
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
    expect(count("large", "Namespace")).toBeGreaterThanOrEqual(300);
    expect(count("large", "Service")).toBeGreaterThanOrEqual(1_000);
    expect(count("large", "Pod")).toBeGreaterThanOrEqual(2_000);
  });
});
