import { describe, expect, it } from "vitest";
import { buildScenario, SCENARIO_NAMES, type ScenarioName } from "./catalog";
import type { Scenario } from "./scenario";

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
    for (const { metadata } of objects) {
      const ageMs =
        options.nowMs - Date.parse(metadata.creationTimestamp ?? "");
      expect(ageMs).toBeGreaterThan(7 * 24 * 3_600_000);
    }
  });

  it("gives no address to two pods", () => {
    const { objects } = scenarioOf(name);
    const addresses = objects.flatMap(({ kind, status }) =>
      kind === "Pod"
        ? [JSON.stringify(status).match(/"podIP":"([^"]+)"/)?.[1]]
        : [],
    );
    expect(new Set(addresses).size).toBe(addresses.length);
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
