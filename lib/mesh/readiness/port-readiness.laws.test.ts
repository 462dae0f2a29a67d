import * as fc from "fast-check";
import { expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { buildMatrix } from "@/lib/mesh/matrix/matrix";
import type { Inventory, Pod } from "@/lib/mesh/objects";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import {
  anEdge,
  anInventory,
  aPod,
  aPolicy,
  aRule,
  aService,
  aTelemetry,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { readable } from "@/lib/mesh/testing/only-row";
import type { Telemetry } from "@/lib/mesh/traffic/traffic";
import { assessPorts } from "./port-readiness";
import { isReady, type ReasonCode, type VerdictState } from "./reason";

const TARGETS = [8080, 9090] as const;
const target = fc.constantFrom(...TARGETS);
const mode = fc.constantFrom("UNSET", "DISABLE", "PERMISSIVE", "STRICT");
const tls = fc.constantFrom(null, "DISABLE", "SIMPLE", "ISTIO_MUTUAL");

const PODS = ["foo/httpbin-1", "foo/httpbin-2"];

/** Where much is wrong already, one more fault shows in no verdict. */
function mostly<T>(usual: T, rare: T): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 5, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constant(rare) },
  );
}

const pod = fc
  .record({
    name: fc.constantFrom(...PODS),
    proxied: mostly(true, false),
    labelled: mostly(true, false),
    probed: mostly<fc.Arbitrary<number | null | undefined>>(
      fc.constant(undefined),
      fc.option(target),
    ).chain((probe) => probe),
    excluded: fc.option(target),
    scraped: fc.option(target),
    named: fc.boolean(),
  })
  .map(({ name, proxied, labelled, probed, excluded, scraped, named }): Pod => {
    const made = aPod(name, {
      labels: {
        app: "httpbin",
        ...(labelled ? { "security.istio.io/tlsMode": "istio" } : {}),
      },
      containerPorts: named ? [{ name: "admin", port: 9090 }] : [],
      probes: probed === undefined ? [] : [{ by: "http", port: probed }],
      annotations: {
        ...(excluded === null
          ? {}
          : {
              "traffic.sidecar.istio.io/excludeInboundPorts": String(excluded),
            }),
        ...(scraped === null
          ? {}
          : {
              "prometheus.io/scrape": "true",
              "prometheus.io/port": String(scraped),
            }),
      },
    });
    return proxied ? made : withoutProxy(made);
  });

const meshes: fc.Arbitrary<Inventory> = fc
  .record({
    pods: fc.uniqueArray(pod, { selector: ({ name }) => name, minLength: 1 }),
    byName: fc.boolean(),
    protocol: fc.constantFrom("TCP", "UDP"),
    namespaceMode: mode,
    ports: fc.dictionary(fc.constantFrom(...TARGETS.map(String)), mode),
    autoMtls: mostly(true, false),
    rule: fc.option(fc.record({ all: tls, port: fc.option(tls) })),
  })
  .map((parts) => {
    const base = anInventory();
    const settings =
      parts.rule?.port == null ? [] : [{ port: 90, tls: parts.rule.port }];
    return anInventory({
      meshConfig: { ...base.meshConfig, enableAutoMtls: parts.autoMtls },
      services: [
        aService("foo/httpbin", {
          headless: parts.byName,
          ports: [
            {
              name: "http",
              port: 80,
              targetPort: 8080,
              protocol: "TCP",
              appProtocol: "http",
            },
            {
              name: "tcp-admin",
              port: 90,
              targetPort: parts.byName ? "admin" : 9090,
              protocol: parts.protocol,
              appProtocol: "tcp",
            },
          ],
        }),
      ],
      pods: [...parts.pods, aPod("bar/sleep-1")],
      peerAuthentications: [
        aPolicy("foo/default", { mode: parts.namespaceMode }),
        aPolicy("foo/own", {
          selector: { app: "httpbin" },
          portLevelMtls: parts.ports,
        }),
      ],
      destinationRules:
        parts.rule === null
          ? []
          : [
              aRule("foo/httpbin", {
                host: "httpbin.foo.svc.cluster.local",
                trafficPolicy: {
                  tls: parts.rule.all,
                  portLevelSettings: settings,
                  passthrough: false,
                },
              }),
            ],
    });
  });

const telemetries: fc.Arbitrary<Telemetry | null> = fc.option(
  fc
    .record({
      reporting: fc.oneof(
        { weight: 4, arbitrary: fc.constant(PODS) },
        { weight: 1, arbitrary: fc.subarray(PODS) },
      ),
      edges: fc.array(
        fc.record({
          from: mostly("bar/sleep", null),
          security: mostly<"mutual_tls" | "plaintext">(
            "mutual_tls",
            "plaintext",
          ),
          unit: fc.constantFrom("requests", "connections"),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    })
    .map(({ reporting, edges }) => ({
      ...aTelemetry(
        edges.map(({ from, ...edge }) => anEdge(from, "foo/httpbin", edge)),
        reporting,
      ),
      windowS: 86_400,
    })),
  { freq: 8 },
);

function judged(mesh: Inventory, telemetry: Telemetry | null) {
  const index = indexMesh(mesh);
  const { rows } = buildMatrix(resolveMesh(index), telemetry, readable);
  const [row] = rows;
  if (row === undefined) throw new Error("no row");
  return { row, ports: assessPorts({ ...row, index }) };
}

const RANK: Readonly<Record<VerdictState, number>> = {
  BLOCKED: 0,
  UNKNOWN: 1,
  READY_WITH_WARNINGS: 2,
  READY: 3,
  LOCKED: 4,
};

test("no service is better than its worst port, but for ports that no proxy takes", () => {
  fc.assert(
    fc.property(meshes, telemetries, (mesh, telemetry) => {
      const { row, ports } = judged(mesh, telemetry);
      for (const { port, state } of ports) {
        if (port.mode === "NOT_ENFORCED") continue;
        expect(RANK[row.verdict.state]).toBeLessThanOrEqual(RANK[state]);
      }
    }),
    { numRuns: 300 },
  );
}, 60_000);

/** They tell of the workload, not of a port of it. */
const OF_THE_WORKLOAD: readonly ReasonCode[] = [
  "plaintext-seen",
  "no-evidence",
  "no-traffic",
  "partial-coverage",
];

test("no open port is ready where traffic and coverage of its workload forbid it", () => {
  fc.assert(
    fc.property(meshes, telemetries, (mesh, telemetry) => {
      const { row, ports } = judged(mesh, telemetry);
      const forbids = row.verdict.reasons.some(({ code }) =>
        OF_THE_WORKLOAD.includes(code),
      );
      const complete =
        row.evidence.coverage.reportingPods > 0 &&
        row.evidence.coverage.reportingPods ===
          row.evidence.coverage.proxiedPods;
      for (const verdict of ports) {
        if (forbids || !complete) expect(isReady(verdict)).toBe(false);
      }
    }),
    { numRuns: 300 },
  );
}, 60_000);

test("LOCKED are the ports that are STRICT at every pod, and no others", () => {
  fc.assert(
    fc.property(meshes, telemetries, (mesh, telemetry) => {
      for (const { port, state } of judged(mesh, telemetry).ports) {
        expect(state === "LOCKED").toBe(port.mode === "STRICT");
      }
    }),
    { numRuns: 300 },
  );
}, 60_000);

/**
 * What the clients are told is one question: of several ports in plaintext the service tells of one, and whether
 * a client's plaintext is over depends on what it is told.
 */
const QUESTIONS: Partial<Readonly<Record<ReasonCode, string>>> = {
  "auto-mtls-off": "clients",
  "clients-infer-plaintext": "clients",
  "destination-rule-not-mutual": "clients",
  "plaintext-stopped": "plaintext-seen",
};

function question(code: ReasonCode): string {
  return QUESTIONS[code] ?? code;
}

test("every reason of a port is one of the service's, or says that nothing enforces there", () => {
  fc.assert(
    fc.property(meshes, telemetries, (mesh, telemetry) => {
      const { row, ports } = judged(mesh, telemetry);
      if (row.policy.mode === "NOT_ENFORCED") return;
      const told = new Set(
        row.verdict.reasons.map(({ code }) => question(code)),
      );
      for (const { port, reasons } of ports) {
        if (port.mode === "NOT_ENFORCED" || port.mode === "STRICT") continue;
        for (const { code, level } of reasons) {
          if (level !== "info") expect([...told]).toContain(question(code));
        }
      }
    }),
    { numRuns: 300 },
  );
}, 60_000);
