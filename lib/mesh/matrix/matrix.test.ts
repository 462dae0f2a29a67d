import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import {
  anEdge,
  anInventory,
  aPod,
  aPolicy,
  aService,
  aTelemetry,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { httpbin, onlyRow, readable } from "@/lib/mesh/testing/only-row";
import { buildMatrix } from "./matrix";

describe("evidence", () => {
  test("without telemetry nothing is known, whatever the policy says", () => {
    const row = onlyRow(httpbin, null);
    expect(row.evidence.state).toBe("no_evidence");
    expect(row.verdict.state).toBe("UNKNOWN");
  });

  test("mutual TLS alone from every pod is ready", () => {
    const row = onlyRow(
      httpbin,
      aTelemetry([anEdge("bar/sleep", "foo/httpbin")], ["foo/httpbin-1"]),
    );
    expect(row.verdict.state).toBe("READY");
  });

  test("a pod that does not report leaves the service unknown, though the others saw only mutual TLS", () => {
    const row = onlyRow(
      { ...httpbin, pods: [aPod("foo/httpbin-1"), aPod("foo/httpbin-2")] },
      aTelemetry([anEdge("bar/sleep", "foo/httpbin")], ["foo/httpbin-1"]),
    );
    expect(row.verdict).toMatchObject({
      state: "UNKNOWN",
      reasons: [
        { code: "partial-coverage", params: { reporting: 1, pods: 2 } },
      ],
    });
  });

  test("a Prometheus that remembers less than the window does not make a service ready", () => {
    const row = onlyRow(httpbin, {
      ...aTelemetry([anEdge("bar/sleep", "foo/httpbin")], ["foo/httpbin-1"]),
      coversWindow: false,
    });
    expect(row.verdict).toMatchObject({
      state: "UNKNOWN",
      reasons: [{ code: "window-not-covered" }],
    });
  });

  test("calls without a statement never count as mutual TLS", () => {
    const row = onlyRow(
      httpbin,
      aTelemetry(
        [
          anEdge("bar/sleep", "foo/httpbin"),
          anEdge("baz/sleep", "foo/httpbin", { security: "no_statement" }),
        ],
        ["foo/httpbin-1"],
      ),
    );
    expect(row.verdict.state).toBe("UNKNOWN");
    expect(row.cells.find(({ client }) => client === "baz")?.traffic).toBe(
      "no_evidence",
    );
  });

  test("a single plaintext call among many blocks", () => {
    const row = onlyRow(
      httpbin,
      aTelemetry(
        [
          anEdge("bar/sleep", "foo/httpbin", { count: 1_000_000 }),
          anEdge(null, "foo/httpbin", { count: 0.3 }),
        ],
        ["foo/httpbin-1"],
      ),
    );
    expect(row.verdict).toMatchObject({
      state: "BLOCKED",
      reasons: [{ code: "plaintext-seen", params: { requests: 1 } }],
    });
  });

  test("complete telemetry without a call is not ready", () => {
    const row = onlyRow(httpbin, aTelemetry([], ["foo/httpbin-1"]));
    expect(row.verdict).toMatchObject({
      state: "UNKNOWN",
      reasons: [{ code: "no-traffic" }],
    });
  });
});

describe("policy", () => {
  test("STRICT on every port is locked", () => {
    const row = onlyRow(
      {
        ...httpbin,
        peerAuthentications: [aPolicy("foo/default", { mode: "STRICT" })],
      },
      null,
    );
    expect(row.verdict.state).toBe("LOCKED");
    expect(row.actions).toEqual(["unlock"]);
  });

  test("STRICT over pods without a proxy is never locked", () => {
    const row = onlyRow(
      {
        ...httpbin,
        pods: [withoutProxy(aPod("foo/httpbin-1"))],
        peerAuthentications: [aPolicy("foo/default", { mode: "STRICT" })],
      },
      null,
    );
    expect(row.verdict).toMatchObject({
      state: "BLOCKED",
      reasons: [{ code: "pods-without-proxy" }],
    });
    expect(row.actions).not.toContain("lock");
  });

  test("policies that could not be read make the mode unknown, not permissive", () => {
    const { rows } = buildMatrix(
      resolveMesh(indexMesh(anInventory(httpbin))),
      null,
      {
        ...readable,
        policies: () => false,
      },
    );
    expect(rows[0]?.verdict).toMatchObject({
      state: "UNKNOWN",
      reasons: [{ code: "policies-unreadable" }],
    });
  });
});

test("an alias and the API server's own service are no rows", () => {
  const { rows } = buildMatrix(
    resolveMesh(
      indexMesh(
        anInventory({
          services: [
            aService("foo/alias", { externalName: "example.org" }),
            aService("default/kubernetes", { selector: null }),
            aService("kube-system/kube-dns"),
            aService("istio-system/istiod"),
          ],
        }),
      ),
    ),
    null,
    readable,
  );
  expect(rows).toEqual([]);
});
