import { expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { buildMatrix } from "@/lib/mesh/matrix/matrix";
import type { Inventory } from "@/lib/mesh/objects";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import type { SidecarResource } from "@/lib/mesh/sidecar-resource";
import {
  anEdge,
  anInventory,
  aPod,
  aService,
  aTelemetry,
} from "@/lib/mesh/testing/inventory-builders";
import { readable } from "@/lib/mesh/testing/only-row";
import {
  type Case,
  expectRule,
  type Rule,
  rowOf,
} from "@/lib/mesh/testing/ready-service";

/** Semantics E24: what the Sidecars of callers leave out. */
const RULES: readonly Rule[] = [
  [
    "E24",
    "clients-bypass-proxy",
    "warn",
    {
      found: told({}),
      nearMiss: told({ egress: [{ port: null, hosts: ["./*", "foo/*"] }] }),
    },
  ],
  [
    "E24, by host",
    "clients-bypass-proxy",
    "warn",
    {
      found: told({
        egress: [{ port: null, hosts: ["*/other.foo.svc.cluster.local"] }],
      }),
      nearMiss: told({
        egress: [{ port: null, hosts: ["*/httpbin.foo.svc.cluster.local"] }],
      }),
    },
  ],
  [
    "E24, by port",
    "clients-bypass-proxy",
    "warn",
    {
      found: told({ egress: [{ port: 9000, hosts: ["foo/*"] }] }),
      nearMiss: told({ egress: [{ port: 8000, hosts: ["foo/*"] }] }),
    },
  ],
  [
    "E24, closed",
    "clients-bypass-proxy",
    "warn",
    {
      found: told({ outboundTrafficPolicy: "ALLOW_ANY" }),
      nearMiss: told({ outboundTrafficPolicy: "REGISTRY_ONLY" }),
    },
  ],
  [
    "E24, of the mesh",
    "clients-bypass-proxy",
    "warn",
    {
      found: told({ namespace: "istio-system" }),
      // "." is the client's own namespace, wherever the Sidecar stands.
      nearMiss: told({
        namespace: "istio-system",
        egress: [{ port: null, hosts: ["bar/*", "foo/*"] }],
      }),
    },
  ],
  [
    "E24, others' pods",
    "clients-bypass-proxy",
    "warn",
    {
      found: told({ workloadSelector: { app: "sleep" } }),
      nearMiss: told({ workloadSelector: { app: "other" } }),
    },
  ],
];

test.each(RULES)("%s %s is found, and what looks like it is not", expectRule);

test("a client that comes under another Sidecar by its labels makes the row again", () => {
  const { sidecars } = told({ workloadSelector: { narrow: "yes" } }).mesh ?? {};
  const services = [aService("foo/httpbin")];
  const server = aPod("foo/httpbin-1");
  const withClient = (labels: Record<string, string>) =>
    anInventory({
      services,
      ...(sidecars ? { sidecars } : {}),
      pods: [server, aPod("bar/sleep-1", { labels })],
    });
  const telemetry = aTelemetry(
    [anEdge("bar/sleep", "foo/httpbin")],
    ["foo/httpbin-1"],
  );
  const known = resolveMesh(indexMesh(withClient({})));
  const before = buildMatrix(known, telemetry, readable);
  const codes = ({ rows }: typeof before) =>
    rows.flatMap(({ verdict }) => verdict.reasons.map(({ code }) => code));
  expect(codes(before)).not.toContain("clients-bypass-proxy");
  const after = buildMatrix(
    resolveMesh(indexMesh(withClient({ narrow: "yes" }), known.index), known),
    telemetry,
    readable,
    before,
  );
  expect(codes(after)).toContain("clients-bypass-proxy");
});

test("a Sidecar of its own wins over the namespace's, and the oldest among equals", () => {
  const open = { egress: [{ port: null, hosts: ["*/*"] }] };
  const rows = [
    [
      { name: "narrow" },
      { name: "wide", workloadSelector: { app: "sleep" }, ...open },
    ],
    [
      { name: "narrow", createdAt: "2026-01-02T00:00:00Z" },
      { name: "wide", ...open },
    ],
  ].map((parts) => rowOf({ mesh: sidecarMesh(parts.map(aSidecar)) }));
  for (const { verdict } of rows) {
    expect(verdict.reasons.map(({ code }) => code)).not.toContain(
      "clients-bypass-proxy",
    );
  }
});

function aSidecar(parts: Partial<SidecarResource>): SidecarResource {
  return {
    namespace: "bar",
    name: "default",
    createdAt: "2026-01-01T00:00:00Z",
    workloadSelector: null,
    egress: [{ port: null, hosts: ["./*", "istio-system/*"] }],
    outboundTrafficPolicy: null,
    ...parts,
  };
}

function sidecarMesh(items: readonly SidecarResource[]): Partial<Inventory> {
  return { pods: [aPod("bar/sleep-1")], sidecars: { complete: true, items } };
}

function told(parts: Partial<SidecarResource>): Case {
  return { mesh: sidecarMesh([aSidecar(parts)]) };
}
