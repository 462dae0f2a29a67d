import { describe, expect, test } from "vitest";
import { DEFAULT_MESH_CONFIG } from "@/lib/mesh/objects";
import {
  anEdge,
  aRule,
  aTrafficPolicy,
} from "@/lib/mesh/testing/inventory-builders";
import { planForHttpbin } from "./testing/planned-action";

describe("require mutual TLS", () => {
  const autoOff = {
    meshConfig: { ...DEFAULT_MESH_CONFIG, enableAutoMtls: false },
  };
  const plain = [anEdge("bar/sleep", "foo/httpbin", { security: "plaintext" })];

  test("with auto mTLS off, a new rule turns the meshed clients to mutual TLS", () => {
    expect(planForHttpbin("require-mutual-tls", autoOff, plain)).toMatchObject({
      changes: [
        {
          verb: "create-rule",
          host: "httpbin.foo.svc.cluster.local",
          ref: { namespace: "foo", name: "httpbin-mtls" },
        },
      ],
      clientEffects: [
        { namespace: "bar", before: "plaintext", after: "mutual_tls" },
        { namespace: "foo", before: "plaintext", after: "mutual_tls" },
      ],
      refused: [],
    });
  });

  test("a rule for exactly this host is edited where it stands", () => {
    const rule = aRule("bar/own", {
      host: "httpbin.foo.svc.cluster.local",
      trafficPolicy: aTrafficPolicy("DISABLE"),
    });
    expect(
      planForHttpbin("require-mutual-tls", { destinationRules: [rule] }, plain),
    ).toMatchObject({
      changes: [{ verb: "edit-rule", ref: { namespace: "bar", name: "own" } }],
      clientEffects: [{ namespace: "bar", after: "mutual_tls" }],
    });
  });

  test("a broad rule is left alone; an exact one is set beside it", () => {
    const rule = aRule("bar/broad", {
      host: "*.foo.svc.cluster.local",
      trafficPolicy: aTrafficPolicy("DISABLE"),
    });
    expect(
      planForHttpbin("require-mutual-tls", { destinationRules: [rule] }, plain),
    ).toMatchObject({
      changes: [
        {
          verb: "create-rule",
          ref: { namespace: "bar", name: "httpbin-foo-mtls" },
        },
      ],
      clientEffects: [{ namespace: "bar", after: "mutual_tls" }],
    });
  });

  test("a rule for this host that says nothing about TLS is edited, because a second one would be ignored", () => {
    const rule = aRule("foo/pool", {
      host: "httpbin.foo.svc.cluster.local",
      trafficPolicy: aTrafficPolicy(null),
    });
    const planned = planForHttpbin(
      "require-mutual-tls",
      { ...autoOff, destinationRules: [rule] },
      plain,
    );
    expect(planned?.changes).toMatchObject([
      { verb: "edit-rule", ref: { name: "pool" } },
    ]);
    expect(planned?.row.verdict.reasons).toContainEqual(
      expect.objectContaining({ code: "auto-mtls-off" }),
    );
  });

  test("is not offered where every client is told so already", () => {
    expect(planForHttpbin("require-mutual-tls", {}, [])).toBeNull();
  });
});
