import { describe, expect, it } from "vitest";
import type { AccessLogSettings } from "@/lib/mesh/access-log-settings";
import { DEFAULT_MESH_CONFIG } from "@/lib/mesh/objects";
import type {
  AccessLoggingRule,
  TelemetryResource,
} from "@/lib/mesh/telemetry-resource";
import { aMeta, anInventory } from "@/lib/mesh/testing/inventory-builders";
import { accessLoggingOf } from "./access-logging";

const pod = { namespace: "foo", labels: { app: "httpbin" } };
const own = { selector: { app: "httpbin" } };

function aTelemetry(
  path: string,
  rule: Partial<AccessLoggingRule> | null,
  parts: Partial<TelemetryResource> = {},
): TelemetryResource {
  const full: AccessLoggingRule = {
    mode: "CLIENT_AND_SERVER",
    disabled: false,
    providers: [],
    filter: null,
    ...rule,
  };
  return {
    ...aMeta(path),
    selector: null,
    hasTargetRefs: false,
    accessLogging: rule === null ? [] : [full],
    metrics: [],
    ...parts,
  };
}

const settings: AccessLogSettings = {
  file: "",
  format: { text: null, json: null },
  defaultProviders: [],
  fileProviders: [],
};

function logging(
  items: readonly TelemetryResource[],
  accessLog: Partial<AccessLogSettings> | null = null,
  complete = true,
) {
  const meshConfig = {
    ...DEFAULT_MESH_CONFIG,
    ...(accessLog && { accessLog: { ...settings, ...accessLog } }),
  };
  return accessLoggingOf(
    anInventory({ meshConfig, telemetries: { complete, items } }),
    true,
    pod,
  );
}

const stdout = { file: "/dev/stdout" };

describe("whether calls are written down", () => {
  it("is no without a word about it, and yes where the mesh config names standard output", () => {
    expect(logging([]).state).toBe("off");
    expect(logging([], stdout).state).toBe("on");
    expect(logging([], { file: "/var/log/x" }).state).toBe("elsewhere");
  });

  it("is not known where anything that decides could not be read", () => {
    expect(logging([], stdout, false).state).toBe("unknown");
    const inventory = anInventory({
      telemetries: { complete: true, items: [] },
    });
    expect(accessLoggingOf(inventory, false, pod).state).toBe("unknown");
    const unread = anInventory({ telemetries: { complete: false, items: [] } });
    expect(accessLoggingOf(unread, true, pod).state).toBe("unknown");
  });

  it("is decided by the most specific Telemetry that speaks of it", () => {
    const mesh = aTelemetry("istio-system/mesh", { providers: ["envoy"] });
    const namespace = aTelemetry("foo/all", { disabled: true });
    const silent = aTelemetry("foo/httpbin", null, own);
    const workload = aTelemetry("foo/httpbin", { disabled: false }, own);
    expect(logging([mesh]).state).toBe("on");
    expect(logging([mesh, namespace]).state).toBe("off");
    expect(logging([mesh, namespace, silent]).state).toBe("off");
    expect(logging([mesh, namespace, workload])).toMatchObject({
      state: "on",
      decidedBy: { kind: "Telemetry", namespace: "foo", name: "httpbin" },
      providers: ["envoy"],
    });
  });

  it("keeps nothing out for certain where one of two rules has no filter", () => {
    const both = aTelemetry("foo/a", { providers: ["envoy"] }, own);
    const [rule] = both.accessLogging;
    const filtered = { filter: "connection.mtls == false", providers: [] };
    const accessLogging = rule ? [rule, { ...rule, ...filtered }] : [];
    expect(logging([{ ...both, accessLogging }], stdout).filter).toBe("other");
  });

  it("is decided by the oldest of two that select the pod", () => {
    const first = aTelemetry("foo/b", { disabled: true }, own);
    const second = aTelemetry(
      "foo/a",
      { providers: ["envoy"] },
      { ...own, createdAt: "2026-02-01T00:00:00Z" },
    );
    expect(logging([second, first]).state).toBe("off");
  });

  it("ignores what is about other pods, other namespaces, gateways and the calling side", () => {
    const rule = { providers: ["envoy"] };
    for (const other of [
      aTelemetry("foo/x", rule, { selector: { app: "other" } }),
      aTelemetry("bar/x", rule),
      aTelemetry("foo/x", rule, { hasTargetRefs: true }),
      aTelemetry("foo/x", { ...rule, mode: "CLIENT" }),
    ]) {
      expect(logging([other]).state).toBe("off");
    }
  });

  it("is elsewhere with a provider that writes no file", () => {
    const otel = aTelemetry("foo/x", { providers: ["otel"] });
    expect(logging([otel], stdout)).toMatchObject({
      state: "elsewhere",
      providers: ["otel"],
    });
  });

  it.each([
    ["connection.mtls == false", "plaintext-only"],
    ["response.code >= 500", "other"],
  ])("tells what the filter %s leaves out", (filter, kind) => {
    const filtered = aTelemetry("foo/x", { providers: ["envoy"], filter });
    expect(logging([filtered]).filter).toBe(kind);
  });
});
