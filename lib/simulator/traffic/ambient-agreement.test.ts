/**
 * Two readings of the same rules, made apart: what the simulated data plane does, and what the law in
 * lib/mesh says, on many small random meshes with ztunnel, sidecars and bare pods side by side.
 */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resolveClientTls } from "@/lib/mesh/client/client-tls";
import { callOutcome } from "@/lib/mesh/client/outcome";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { allowsPlaintext, resolveAmbient } from "@/lib/mesh/server/ambient";
import { acceptsHbone, outboundProxy } from "@/lib/mesh/server/proxy";
import { resolveServerMode } from "@/lib/mesh/server/server-mode";
import { resolveService } from "@/lib/mesh/server/service-mode";
import { ztunnelRefuses } from "@/lib/simulator/mesh/ambient";
import { edgesOf } from "./edge";
import {
  type AmbientWorld,
  ambientWorlds,
  inventoryOf,
  simulatedMesh,
} from "./testing/ambient-worlds";

describe("the simulator and the law agree", () => {
  it("on which ports ztunnel lets callers without identity in", () => {
    fc.assert(
      fc.property(ambientWorlds, (random) => {
        const world = { ...random, server: "ztunnel" as const };
        const mesh = simulatedMesh(world);
        const index = indexMesh(inventoryOf(world));
        const [server] = mesh.podsByWorkload.get("shop/cart") ?? [];
        const [pod] = index.podsByNamespace.get("shop") ?? [];
        if (server === undefined || pod === undefined) {
          throw new Error("no cart");
        }
        const policies = resolveAmbient(
          index,
          resolveServerMode(index, pod).levels,
        );
        for (const port of [8080, 9102, 7000]) {
          expect(!ztunnelRefuses(mesh, server, port)).toBe(
            allowsPlaintext(policies, port),
          );
        }
      }),
      { numRuns: 400 },
    );
  });

  it("on how a call ends, whoever stands on either side", () => {
    fc.assert(
      fc.property(ambientWorlds, (world) => {
        const [edge] = edgesOf(simulatedMesh(world), [
          {
            from: { kind: "workload", namespace: "web", workload: "page" },
            to: {
              kind: "service",
              namespace: "shop",
              service: "cart",
              port: 80,
            },
            protocol: "http",
            ratePerS: 1,
          },
        ]);
        expect(edge?.outcome.kind).toBe(
          judged(world) === "works" ? "accepted" : "refused",
        );
      }),
      { numRuns: 400 },
    );
  });
});

/** How the law says that page in web fares with cart in shop; an application that speaks HTTP ends no TLS. */
function judged(world: AmbientWorld): "works" | "fails" {
  const index = indexMesh(inventoryOf(world));
  const service = index.services.get("shop/cart");
  const [port] = service?.ports ?? [];
  const [client] = index.podsByNamespace.get("web") ?? [];
  if (service === undefined || port === undefined || client === undefined) {
    throw new Error("no cart, or no page");
  }
  const [verdict] = resolveService(index, service).ports[0]?.pods ?? [];
  if (verdict === undefined) {
    throw new Error("no pod behind cart");
  }
  const proxy = outboundProxy(client);
  const told = resolveClientTls(index, client, service, port);
  const { result } = callOutcome(
    {
      proxy,
      sends:
        proxy === "sidecar"
          ? told.toEndpoint(verdict.pod, verdict.targetPort)
          : "plaintext",
      sendsHbone: world.sendsHbone,
    },
    {
      enforcement: verdict.enforcement,
      mode: verdict.mode,
      acceptsHbone: acceptsHbone(verdict.pod),
      appProtocol: port.appProtocol,
    },
  );
  return result === "works" ? "works" : "fails";
}
