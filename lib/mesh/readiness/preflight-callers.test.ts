import { expect, test } from "vitest";
import {
  anEdge,
  aPod,
  aRule,
  aService,
  aTrafficPolicy,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import {
  aPort,
  type Case,
  expectRule,
  type Rule,
  rowOf,
} from "@/lib/mesh/testing/ready-service";

const A_DAY = { windowS: 86_400 };
const injected = { "sidecar.istio.io/status": "{}" };
const host = "httpbin.foo.svc.cluster.local";
test("without any of it the service is ready, and nothing else is said", () => {
  const { verdict } = rowOf({ telemetry: A_DAY });
  expect(verdict.state).toBe("READY");
  expect(verdict.reasons.map(({ code }) => code)).toEqual([
    "only-mutual-tls-seen",
  ]);
});

const RULES: readonly Rule[] = [
  [
    "E07",
    "unmeshed-workloads",
    "info",
    {
      found: { mesh: { pods: [withoutProxy(aPod("old/cron-1"))] } },
      nearMiss: {
        mesh: { pods: [withoutProxy(aPod("kube-system/dns-1"))] },
      },
    },
  ],
  [
    "E13",
    "reached-from-outside",
    "warn",
    {
      found: {
        mesh: { services: [aService("foo/httpbin", { type: "NodePort" })] },
      },
      nearMiss: {
        mesh: { services: [aService("foo/httpbin", { type: "ClusterIP" })] },
      },
    },
  ],
  [
    "E14",
    "called-by-api-server",
    "block",
    {
      found: callee("httpbin"),
      nearMiss: callee("another"),
    },
  ],
  [
    "E14, unread",
    "api-server-calls-unknown",
    "warn",
    {
      found: {
        mesh: {
          services: [
            aService("foo/httpbin", { ports: [aPort("https", 443, 8080)] }),
          ],
          apiServerCallees: { complete: false, items: [] },
        },
      },
      nearMiss: {
        mesh: { apiServerCallees: { complete: false, items: [] } },
      },
    },
  ],
  [
    "E15",
    "gateway-callers",
    "info",
    {
      found: {
        mesh: {
          pods: [
            aPod("bar/sleep-1", { longRunningContainers: ["istio-proxy"] }),
          ],
        },
      },
      nearMiss: { mesh: { pods: [aPod("bar/sleep-1")] } },
    },
  ],
  [
    "E17",
    "foreign-trust-domain",
    "warn",
    {
      found: { edges: [principal("spiffe://partner.example/ns/a/sa/b")] },
      nearMiss: { edges: [principal("spiffe://cluster.local/ns/a/sa/b")] },
    },
  ],
  [
    "E20",
    "one-way-tls-possible",
    "warn",
    {
      found: {
        mesh: {
          services: [aService("foo/httpbin", { ports: [aPort("tcp", 8080)] })],
        },
        edges: [anEdge(null, "foo/httpbin", { unit: "connections" })],
      },
      nearMiss: {
        edges: [anEdge(null, "foo/httpbin", { unit: "connections" })],
      },
    },
  ],
  [
    "E24",
    "clients-bypass-proxy",
    "warn",
    { found: bypassing("8000"), nearMiss: bypassing("5432") },
  ],
  [
    "E27",
    "rule-hidden",
    "warn",
    {
      found: hiddenBy("DISABLE"),
      nearMiss: hiddenBy("ISTIO_MUTUAL"),
    },
  ],
  [
    "criteria",
    "criteria-annotation-invalid",
    "warn",
    {
      found: annotated("lockstep.dev/criteria-min-covrage"),
      nearMiss: annotated("lockstep.dev/criteria-min-coverage"),
    },
  ],
];

test.each(RULES)("%s %s is found, and what looks like it is not", expectRule);

test("a warning stands before what is good, and leaves the service ready", () => {
  const { verdict } = rowOf({
    mesh: { services: [aService("foo/httpbin", { type: "NodePort" })] },
    telemetry: A_DAY,
  });
  expect(verdict.state).toBe("READY_WITH_WARNINGS");
  expect(verdict.reasons.map(({ code }) => code)).toEqual([
    "reached-from-outside",
    "only-mutual-tls-seen",
  ]);
});

function callee(name: string): Case {
  const by = {
    kind: "ValidatingWebhookConfiguration",
    namespace: "",
    name: "checks",
  };
  return {
    mesh: {
      apiServerCallees: {
        complete: true,
        items: [{ service: { namespace: "foo", name, port: 8000 }, by }],
      },
    },
  };
}

function principal(name: string) {
  return anEdge("bar/sleep", "foo/httpbin", {
    source: { namespace: "bar", workload: "sleep", principal: name },
  });
}

function bypassing(ports: string): Case {
  return {
    mesh: {
      pods: [
        aPod("bar/sleep-1", {
          annotations: {
            ...injected,
            "traffic.sidecar.istio.io/excludeOutboundPorts": ports,
          },
        }),
      ],
    },
  };
}

function hiddenBy(tls: "ISTIO_MUTUAL" | "DISABLE"): Case {
  return {
    mesh: {
      pods: [aPod("bar/sleep-1")],
      destinationRules: [
        aRule("foo/mine", {
          host,
          trafficPolicy: aTrafficPolicy("ISTIO_MUTUAL"),
        }),
        aRule("bar/theirs", {
          host: "*.local",
          trafficPolicy: aTrafficPolicy(tls),
        }),
      ],
    },
  };
}

function annotated(name: string): Case {
  return {
    mesh: {
      namespaces: [{ name: "foo", labels: {}, annotations: { [name]: "95%" } }],
    },
  };
}
