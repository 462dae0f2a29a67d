import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { Ingress, IngressClass } from "@/lib/mesh/ingress";
import { buildMatrix } from "@/lib/mesh/matrix/matrix";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import {
  anInventory,
  aPolicy,
  aService,
} from "@/lib/mesh/testing/inventory-builders";
import { readable } from "@/lib/mesh/testing/only-row";
import {
  aPort,
  type Case,
  expectRule,
  type Rule,
  rowOf,
} from "@/lib/mesh/testing/ready-service";

/** Semantics E13, E14, E23: who else calls, and what else answers. */
const RULES: readonly Rule[] = [
  [
    "E13",
    "reached-from-outside",
    "warn",
    {
      found: entered({}),
      nearMiss: entered({ services: ["another"] }),
    },
  ],
  [
    "E13, Istio's own",
    "reached-from-outside",
    "warn",
    {
      found: entered({}, [{ name: "web", controller: "k8s.io/ingress-nginx" }]),
      nearMiss: entered({}, [
        { name: "web", controller: "istio.io/ingress-controller" },
      ]),
    },
  ],
  [
    "E15, by annotation",
    "reached-from-outside",
    "warn",
    {
      found: entered({ className: "istio" }),
      nearMiss: entered({ className: "istio", isClassAnnotated: true }),
    },
  ],
  [
    "E23",
    "endpoints-not-assessable",
    "warn",
    {
      found: machines({ app: "httpbin" }),
      nearMiss: machines({ app: "other" }),
    },
  ],
  [
    "unread",
    "kinds-unreadable",
    "warn",
    {
      found: { mesh: { ingresses: { complete: false, items: [] } } },
      nearMiss: {},
    },
  ],
  [
    "D4: whether metrics are switched off, unread",
    "kinds-unreadable",
    "warn",
    {
      found: { mesh: { telemetries: { complete: false, items: [] } } },
      nearMiss: {},
    },
  ],
  [
    "E14, at its port",
    "called-by-api-server",
    "block",
    { found: converting(8000), nearMiss: converting(443) },
  ],
];

test.each(RULES)("%s %s is found, and what looks like it is not", expectRule);

describe("machines behind a service", () => {
  const strict = {
    peerAuthentications: [aPolicy("foo/default", { mode: "STRICT" })],
  };

  test("leave it unknown, not locked, where its pods are STRICT", () => {
    const locked = rowOf({ mesh: strict });
    expect(locked.verdict.state).toBe("LOCKED");
    const row = rowOf({
      mesh: { ...strict, ...machines({ app: "httpbin" }).mesh },
    });
    expect(row.policy.mode).toBe("STRICT");
    expect(row.verdict.state).toBe("UNKNOWN");
    expect(row.verdict.reasons[0]).toEqual({
      code: "endpoints-not-assessable",
      level: "block",
      params: { found: 1, pods: 1 },
      objects: [{ kind: "WorkloadEntry", namespace: "foo", name: "vm" }],
    });
  });

  test("are all there is where it has no pods", () => {
    const services = [aService("foo/httpbin")];
    const { rows } = buildMatrix(
      resolveMesh(
        indexMesh(
          anInventory({ services, ...machines({ app: "httpbin" }).mesh }),
        ),
      ),
      null,
      readable,
    );
    expect(rows[0]?.policy.mode).toBe("EXTERNAL");
    expect(rows[0]?.policy.ports.map(({ mode }) => mode)).toEqual(["EXTERNAL"]);
    expect(rows[0]?.verdict.state).toBe("UNKNOWN");
  });

  test("that could not be read are told at a locked service too", () => {
    const { verdict } = rowOf({
      mesh: { ...strict, workloadEntries: { complete: false, items: [] } },
    });
    expect(verdict.state).toBe("LOCKED");
    expect(verdict.reasons).toContainEqual(
      expect.objectContaining({
        code: "kinds-unreadable",
        params: { kinds: "WorkloadEntries" },
      }),
    );
  });
});

function entered(
  parts: Partial<Ingress>,
  classes: readonly IngressClass[] = [],
): Case {
  const ingress: Ingress = {
    namespace: "foo",
    name: "door",
    className: "web",
    isClassAnnotated: false,
    services: ["httpbin"],
    ...parts,
  };
  return {
    mesh: {
      ingresses: { complete: true, items: [ingress] },
      ingressClasses: { complete: true, items: classes },
    },
  };
}

function machines(labels: Record<string, string>): Case {
  const entry = { namespace: "foo", name: "vm", labels };
  return { mesh: { workloadEntries: { complete: true, items: [entry] } } };
}

/** The API server calls one of two ports; only 8443, behind 443, is kept out of the sidecar. */
function converting(port: number): Case {
  const by = {
    kind: "CustomResourceDefinition",
    namespace: "",
    name: "things.example",
  };
  const service = { namespace: "foo", name: "httpbin", port };
  const ports = [aPort("http", 8000, 8080), aPort("https", 443, 8443)];
  return {
    mesh: {
      services: [aService("foo/httpbin", { ports })],
      apiServerCallees: { complete: true, items: [{ service, by }] },
    },
    pod: {
      annotations: { "traffic.sidecar.istio.io/excludeInboundPorts": "8443" },
    },
  };
}
