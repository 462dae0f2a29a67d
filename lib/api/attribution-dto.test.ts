import { describe, expect, it } from "vitest";
import type { WhoAnswer } from "@/lib/attribution/find-out-who";
import { LOG_VERDICTS } from "@/lib/attribution/log-evidence";
import { PLAINTEXT_CAUSES } from "@/lib/attribution/plaintext-cause";
import { LOG_OUTCOMES } from "@/lib/attribution/read-log-source";
import { REMEDY_CODES } from "@/lib/attribution/remedy-code";
import { OFFER_OBSTACLES } from "@/lib/attribution/telemetry-offer";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import {
  anInventory,
  aPod,
  aService,
} from "@/lib/mesh/testing/inventory-builders";
import {
  attributionSchema,
  logSourceSchema,
  plaintextCauseSchema,
  remedySchema,
} from "./attribution-contract";
import { toAttribution } from "./attribution-dto";
import { telemetryOfferSchema } from "./diagnostic-telemetry-contract";
import { openApiDocument } from "./openapi";

const sleep = { kind: "Deployment", namespace: "legacy", name: "sleep" };
const pod = aPod("foo/httpbin-1");

function anAnswer(callers: number): WhoAnswer {
  return {
    service: aService("foo/httpbin"),
    index: indexMesh(anInventory()),
    near: { "istio-injection": "enabled" },
    window: "1h",
    telemetryRead: true,
    named: [],
    unnamed: null,
    candidates: { told: [], moreTold: 0, unmeshed: [], moreUnmeshed: 3 },
    readAtMs: Date.parse("2026-11-22T10:42:00Z"),
    log: {
      verdict: "plaintext-found",
      podsLeftOut: 0,
      podsWithoutZtunnel: 0,
      podsWithoutProxy: 0,
      readings: [
        {
          source: {
            kind: "sidecar",
            pod,
            container: "istio-proxy",
            about: [pod],
          },
          outcome: "read",
          logging: null,
          calls: [],
          lines: 4,
          accessLines: 3,
          notUnderstood: 0,
          missing: "none",
          fromMs: null,
          toMs: Date.parse("2026-11-22T10:41:07Z"),
          problem: null,
        },
      ],
      attribution: {
        callers: Array.from({ length: callers }, () => ({
          who: { kind: "workload" as const, workload: sleep },
          pods: ["sleep-7f9"],
          morePods: 0,
          addresses: Array.from({ length: 30 }, (_, at) => `10.0.0.${at}`),
          ports: [8080],
          morePorts: 45,
          accepted: 214,
          refused: 0,
          lastAtMs: Date.parse("2026-11-22T10:41:07Z"),
          reason: {
            cause: "namespace-not-labelled" as const,
            object: { kind: "Namespace", namespace: "", name: "legacy" },
          },
        })),
        notAttributed: {
          unknownAddresses: [],
          ambiguous: Array.from({ length: 23 }, (_, at) => ({
            ip: `10.1.0.${at}`,
            between: Array.from({ length: 7 }, (_, pod) => ({
              kind: "workload" as const,
              workload: { ...sleep, name: `sleep-${pod}` },
            })),
            accepted: 1,
            refused: 0,
            lastAtMs: null,
          })),
          claimedByHeader: 0,
          withoutAddress: 0,
        },
        mutualTls: 7,
        mutualTlsClaimed: 3,
        transportUnknown: 0,
      },
    },
  };
}

describe("the answer to who calls", () => {
  it("carries name, count, time, cause and remedy of each caller, within bounds", () => {
    const dto = attributionSchema.parse(
      toAttribution(anAnswer(130), 3_600, [], "prod"),
    );
    expect(dto.log.callers).toHaveLength(100);
    expect(dto.log.moreCallers).toBe(30);
    expect(dto.log.callers[0]).toMatchObject({
      who: { workload: sleep },
      accepted: 214,
      lastAt: "2026-11-22T10:41:07.000Z",
      cause: "namespace-not-labelled",
      object: { name: "legacy" },
      moreAddresses: 10,
      ports: [8080],
      morePorts: 45,
      remedy: {
        code: "label-namespace-and-restart",
        commands: [
          "kubectl --context prod label namespace legacy istio-injection=enabled",
          "kubectl --context prod rollout restart deployment/sleep -n legacy",
        ],
      },
    });
    const { ambiguous, moreAmbiguous } = dto.log.notAttributed;
    expect(ambiguous).toHaveLength(20);
    expect(ambiguous[0]?.between).toHaveLength(5);
    expect(ambiguous[0]?.moreBetween).toBe(2);
    expect(moreAmbiguous).toBe(3);
    expect(dto.log.mutualTlsClaimed).toBe(3);
    expect(dto.log.sources).toMatchObject([
      { pod: "httpbin-1", outcome: "read", from: null },
    ]);
  });

  it("says which kinds that name callers could not be read, and why as a code that has words in every language", () => {
    const nodes = {
      id: "kubernetes/nodes",
      what: "Nodes",
      from: "kubernetes" as const,
      state: "forbidden" as const,
      version: "v1",
      namespaces: [],
      message: "cannot list nodes",
      cause: { code: "forbidden" as const, names: ["nodes"] },
      since: "2026-11-22T10:00:00Z",
      warnings: [],
    };
    const { unread } = toAttribution(anAnswer(0), 60, [nodes], null);
    expect(unread).toEqual([nodes]);
  });

  it("has the codes that the inside has", () => {
    expect(plaintextCauseSchema.options).toEqual(
      expect.arrayContaining([...PLAINTEXT_CAUSES]),
    );
    expect(remedySchema.shape.code.options).toEqual([...REMEDY_CODES]);
    expect(logSourceSchema.shape.outcome.options).toEqual([...LOG_OUTCOMES]);
    expect(attributionSchema.shape.log.shape.verdict.options).toEqual([
      ...LOG_VERDICTS,
    ]);
    expect(telemetryOfferSchema.shape.obstacle.unwrap().options).toEqual([
      ...OFFER_OBSTACLES,
    ]);
  });

  it("is described to programs", () => {
    expect(JSON.stringify(openApiDocument())).toContain(
      "/api/attributions/telemetry",
    );
  });
});
