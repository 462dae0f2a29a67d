import { describe, expect, it } from "vitest";
import { projectMeshConfig } from "./mesh-config";

function project(mesh: string) {
  const metadata = { name: "istio", namespace: "istio-system" };
  return projectMeshConfig({ metadata, data: { mesh } });
}

describe("a mesh config's text", () => {
  it("is searched for repeats of the fields that are read alone, not for every key among all others", () => {
    const repeated = "unread: 1\nunread: 2\n";
    expect(project(`${repeated}rootNamespace: a`)).toMatchObject({
      value: { rootNamespace: "a" },
    });
    expect(project("rootNamespace: a\nrootNamespace: b")).toMatchObject({
      problem: expect.stringContaining("rootNamespace is there twice"),
    });
  });

  it("is not even parsed when it is too large", () => {
    const noYaml = "{".repeat(300_000);
    expect(project(noYaml)).toMatchObject({
      problem: 'istio-system/istio: key "mesh" is larger than 256 KB',
    });
  });

  it("does not unfold aliases without end", () => {
    const levels = Array.from(
      { length: 12 },
      (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`)}]\n`,
    );
    expect(project(`a0: &a0 [x]\n${levels.join("")}`)).toMatchObject({
      problem: expect.stringContaining("not YAML"),
    });
  });
});

describe("the providers of a mesh config", () => {
  it("count metrics for Prometheus or for somebody else, as far as they say", () => {
    const mesh = `extensionProviders:
- name: metrics
  prometheus: {}
- name: traces
  zipkin: {service: zipkin, port: 9411}
- name: unsaid
- name: emptied
  zipkin:`;
    expect(project(mesh)).toMatchObject({
      value: {
        metricsProviders: [
          { name: "metrics", isPrometheus: true },
          { name: "traces", isPrometheus: false },
        ],
      },
    });
  });

  it("are named where they count unasked; an empty list says as little as none", () => {
    expect(project("defaultProviders: {metrics: [a, b]}")).toMatchObject({
      value: { defaultMetricsProviders: ["a", "b"] },
    });
    for (const mesh of [
      "defaultProviders: {metrics: []}",
      "defaultProviders:\n  metrics:",
      "defaultProviders: {accessLogging: [a]}",
    ]) {
      const found = project(mesh);
      expect("value" in found && "defaultMetricsProviders" in found.value).toBe(
        false,
      );
    }
  });

  it("are missing where there are none", () => {
    const found = project("rootNamespace: a");
    expect("value" in found && "metricsProviders" in found.value).toBe(false);
  });
});
