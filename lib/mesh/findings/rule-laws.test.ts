/** What findings about rules promise for every mesh, tried on many random ones. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type ClientTls, resolveClientTls } from "@/lib/mesh/client/client-tls";
import { callOutcome } from "@/lib/mesh/client/outcome";
import { ruleTls } from "@/lib/mesh/client/traffic-policy-tls";
import {
  destinationRuleCandidates,
  destinationRuleFor,
} from "@/lib/mesh/index/destination-rule";
import { HostMap, resolveHost, serviceHost } from "@/lib/mesh/index/host";
import { indexMesh, type MeshIndex } from "@/lib/mesh/index/mesh-index";
import { destinationRuleRef, refKey } from "@/lib/mesh/object-ref";
import {
  DEFAULT_MESH_CONFIG,
  type DestinationRule,
  type Pod,
} from "@/lib/mesh/objects";
import {
  acceptsHbone,
  outboundProxy,
  tlsModeLabel,
} from "@/lib/mesh/server/proxy";
import { resolveService } from "@/lib/mesh/server/service-mode";
import { inventories } from "@/lib/mesh/testing/random-mesh";
import { conflictFindings } from "./conflict-findings";
import type { PodPort } from "./endpoint-conflict";
import type { Finding } from "./finding";
import { ruleFindings } from "./rule-findings";

const meshes = fc
  .record({ inventory: inventories, enableAutoMtls: fc.boolean() })
  .map(({ inventory, enableAutoMtls }) => ({
    ...inventory,
    meshConfig: { ...DEFAULT_MESH_CONFIG, enableAutoMtls },
  }));

function everything(index: MeshIndex): Finding[] {
  return [...conflictFindings(index), ...ruleFindings(index)];
}

test("no list's order means anything", () => {
  fc.assert(
    fc.property(meshes, (inventory) => {
      const backwards = {
        ...inventory,
        services: [...inventory.services].reverse(),
        pods: [...inventory.pods].reverse(),
        peerAuthentications: [...inventory.peerAuthentications].reverse(),
        destinationRules: [...inventory.destinationRules].reverse(),
      };
      expect(everything(indexMesh(backwards))).toEqual(
        everything(indexMesh(inventory)),
      );
    }),
    { numRuns: 100 },
  );
});

/** "shop/cart bank error": a call that fails by what the client is told, asked of the law one by one. */
function failures(index: MeshIndex): string[] {
  const failing = new Map<string, boolean>();
  for (const service of index.services.values()) {
    for (const { servicePort, pods } of resolveService(index, service).ports) {
      for (const client of index.inventory.pods) {
        if (outboundProxy(client) !== "sidecar") continue;
        if (client.phase === "Succeeded" || client.phase === "Failed") continue;
        const tls = resolveClientTls(index, client, service, servicePort);
        for (const endpoint of pods) {
          const { pod, targetPort, mode, enforcement } = endpoint;
          if (tls.auto && !ruleReaches(index, client, service, pod)) continue;
          const fails = (sendsHbone: boolean): boolean =>
            callOutcome(
              {
                proxy: "sidecar",
                sends: tls.toEndpoint(pod, targetPort),
                sendsHbone,
              },
              {
                enforcement,
                mode,
                acceptsHbone: acceptsHbone(pod),
                appProtocol: servicePort.appProtocol,
              },
            ).result === "fails";
          if (!fails(false)) continue;
          if (isRefusedByZtunnel(tls, endpoint)) continue;
          const mayBeOfTheMesh =
            tls.mode === "MUTUAL" &&
            enforcement === "sidecar" &&
            mode === "STRICT";
          const key = `${service.namespace}/${service.name} ${client.namespace}`;
          failing.set(
            key,
            failing.get(key) === true || (fails(true) && !mayBeOfTheMesh),
          );
        }
      }
    }
  }
  return [...failing].map(
    ([key, certain]) => `${key} ${certain ? "error" : "warning"}`,
  );
}

/** Whatever a rule says, STRICT there hears HBONE alone: told of the pods, as `sidecar-clients-to-strict-ambient`. */
function isRefusedByZtunnel(tls: ClientTls, endpoint: PodPort): boolean {
  const { pod, targetPort, mode, enforcement } = endpoint;
  return (
    enforcement === "ztunnel" &&
    mode === "STRICT" &&
    tls.toEndpoint(pod, targetPort) !== "tls"
  );
}

/** Past a port entry without tls, the endpoint check still reads the destination level (semantics B4, quirk). */
function ruleReaches(
  index: MeshIndex,
  client: Pod,
  service: Parameters<typeof resolveService>[1],
  endpoint: Pod,
): boolean {
  const rule = destinationRuleFor(
    index.destinationRules,
    client,
    serviceHost(service, index.meshConfig.clusterDomain),
    service.namespace,
  );
  const { endpointMode, passthrough } = ruleTls(rule, 8000, "");
  return (
    endpointMode !== null &&
    tlsModeLabel(endpoint) === "istio" &&
    !service.headless &&
    !passthrough
  );
}

function told(index: MeshIndex): string[] {
  const worst = new Map<string, boolean>();
  for (const finding of conflictFindings(index)) {
    if (finding.code === "headless-mixed-endpoints") continue;
    if (!("clients" in finding.params)) continue;
    for (const { namespace, name } of finding.services) {
      for (const client of finding.params.clients.split(", ")) {
        const key = `${namespace}/${name} ${client}`;
        worst.set(key, worst.get(key) === true || finding.severity === "error");
      }
    }
  }
  return [...worst].map(
    ([key, certain]) => `${key} ${certain ? "error" : "warning"}`,
  );
}

test("a conflict is told exactly where the call of a client fails, and is an error exactly where nothing can save it", () => {
  fc.assert(
    fc.property(meshes, (inventory) => {
      const index = indexMesh(inventory);
      expect(told(index).sort()).toEqual(failures(index).sort());
    }),
    { numRuns: 200 },
  );
});

/** What clients see that have no rules of their own. */
function seenFrom(index: MeshIndex, client: string, rule: DestinationRule) {
  const host = resolveHost(rule.host, rule.namespace, "cluster.local");
  return destinationRuleCandidates(
    {
      ...index.destinationRules,
      local: new Map(),
      rootPrivate: new HostMap([]),
    },
    client,
    host,
    rule.namespace,
  ).flatMap(({ from }) => from.map(refKey));
}

test("a rule is lost exactly for the namespaces that it names and that do not see it", () => {
  fc.assert(
    fc.property(inventories, (inventory) => {
      const index = indexMesh(inventory);
      const lost = inventory.destinationRules.flatMap((rule) => {
        const ref = destinationRuleRef(rule);
        if (rule.workloadSelector !== null) return [];
        const names = rule.exportTo.filter(
          (name) =>
            name !== "." &&
            name !== rule.namespace &&
            !seenFrom(index, name, rule).includes(refKey(ref)),
        );
        return names.length === 0
          ? []
          : [`${refKey(ref)}: ${[...names].sort().join(", ")}`];
      });
      const found = ruleFindings(index).flatMap(({ code, objects, params }) =>
        code === "rule-lost-for-namespaces" && objects[0]
          ? [`${refKey(objects[0])}: ${params.namespaces}`]
          : [],
      );
      expect(found.sort()).toEqual(lost.sort());
    }),
    { numRuns: 200 },
  );
});
