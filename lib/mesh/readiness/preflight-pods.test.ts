import { expect, test } from "vitest";
import type { Inventory } from "@/lib/mesh/objects";
import {
  anAmbientPod,
  aPod,
  aService,
  aTelemetry,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { httpbin, onlyRow } from "@/lib/mesh/testing/only-row";
import {
  aPort,
  called,
  expectRule,
  type Rule,
} from "@/lib/mesh/testing/ready-service";

const RULES: readonly Rule[] = [
  [
    "E09",
    "mixed-endpoints",
    "warn",
    {
      found: {
        mesh: {
          services: [aService("foo/httpbin", { headless: true })],
          pods: [withoutProxy(aPod("foo/httpbin-2"))],
        },
      },
      nearMiss: { mesh: { pods: [withoutProxy(aPod("foo/httpbin-2"))] } },
    },
  ],
  [
    "E10",
    "probes-not-rewritten",
    "block",
    {
      found: { pod: { probes: [{ by: "http", port: 8080 }] } },
      nearMiss: { pod: { probes: [{ by: "http", port: 15020 }] } },
    },
  ],
  [
    "E10, excluded port",
    "probes-not-rewritten",
    "block",
    {
      found: { pod: { probes: [{ by: "grpc", port: 9000 }] } },
      nearMiss: {
        pod: {
          probes: [{ by: "grpc", port: 9000 }],
          annotations: {
            "traffic.sidecar.istio.io/excludeInboundPorts": "9000",
          },
        },
      },
    },
  ],
  [
    "E11",
    "scraped-in-plaintext",
    "warn",
    {
      found: {
        pod: {
          annotations: {
            "prometheus.io/scrape": "true",
            "prometheus.io/port": "9090",
          },
        },
      },
      nearMiss: {
        pod: {
          annotations: {
            "prometheus.io/scrape": "true",
            "prometheus.io/port": "15020",
          },
        },
      },
    },
  ],
  [
    "E12",
    "ports-excluded",
    "warn",
    {
      found: {
        mesh: {
          services: [
            aService("foo/httpbin", {
              ports: [...aService("foo/httpbin").ports, aPort("tcp", 9000)],
            }),
          ],
        },
        pod: {
          annotations: {
            "traffic.sidecar.istio.io/excludeInboundPorts": "9000",
          },
        },
      },
      nearMiss: {
        pod: {
          annotations: {
            "traffic.sidecar.istio.io/excludeInboundPorts": "9000",
          },
        },
      },
    },
  ],
  [
    "E22",
    "ambient-not-redirected",
    "warn",
    {
      found: { mesh: ambientPod("ambient") },
      nearMiss: { mesh: ambientPod("none") },
    },
  ],
  [
    "E23",
    "proxyless-grpc",
    "warn",
    {
      found: {
        mesh: {
          pods: [
            aPod("foo/httpbin-2", {
              annotations: { "inject.istio.io/templates": "grpc-agent" },
            }),
          ],
        },
      },
      nearMiss: { mesh: { pods: [aPod("foo/httpbin-2")] } },
    },
  ],
  [
    "E28",
    "ambient-clients-in-plaintext",
    "warn",
    {
      found: { mesh: { pods: [anAmbientPod("far/away-1")] } },
      nearMiss: {
        mesh: { pods: [anAmbientPod("far/away-1")] },
        pod: {
          labels: {
            ...aPod("foo/httpbin-1").labels,
            "networking.istio.io/tunnel": "http",
          },
        },
      },
    },
  ],
];

test.each(RULES)("%s %s is found, and what looks like it is not", expectRule);

test("a probe that the kubelet sends to an ambient pod passes (semantics A6)", () => {
  const { verdict } = onlyRow(
    {
      ...httpbin,
      pods: [
        {
          ...anAmbientPod("foo/httpbin-1"),
          probes: [{ by: "http", port: 8080 }],
        },
        ztunnel,
      ],
    },
    aTelemetry([called], ["istio-system/ztunnel-1"]),
  );
  expect(verdict.reasons.map(({ code }) => code)).not.toContain(
    "probes-not-rewritten",
  );
});

const ztunnel = aPod("istio-system/ztunnel-1", {
  labels: { app: "ztunnel" },
  longRunningContainers: ["istio-proxy"],
});

function ambientPod(mode: string): Partial<Inventory> {
  const pod = withoutProxy(aPod("foo/httpbin-2"));
  return {
    pods: [
      { ...pod, labels: { ...pod.labels, "istio.io/dataplane-mode": mode } },
    ],
  };
}
