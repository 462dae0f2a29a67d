/** Laws: an explanation may say nothing but what the law decided, about meshes nobody thought of. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { resolveClientTls } from "@/lib/mesh/client/client-tls";
import { callOutcome } from "@/lib/mesh/client/outcome";
import { indexMesh, type MeshIndex } from "@/lib/mesh/index/mesh-index";
import { applicablePolicies } from "@/lib/mesh/index/policy-scope";
import { peerAuthenticationRef, refKey } from "@/lib/mesh/object-ref";
import type { Inventory, Pod, Service, ServicePort } from "@/lib/mesh/objects";
import { resolveLegacyServerMode } from "@/lib/mesh/server/legacy-server-mode";
import { acceptsHbone } from "@/lib/mesh/server/proxy";
import { portMode, resolveServerMode } from "@/lib/mesh/server/server-mode";
import { resolveService } from "@/lib/mesh/server/service-mode";
import { anyMeshes } from "@/lib/mesh/testing/random-any-mesh";
import { explainService } from "./explain-service";
import type { PortExplanation } from "./explanation";

interface Explained {
  readonly index: MeshIndex;
  readonly service: Service;
  readonly servicePort: ServicePort;
  readonly pod: Pod;
  readonly found: PortExplanation;
}

function everyPort(inventory: Inventory): Explained[] {
  const index = indexMesh(inventory);
  return inventory.services.flatMap((service) =>
    explainService(index, service).flatMap((found) => {
      const pod = inventory.pods.find(
        ({ namespace, name }) =>
          namespace === found.pods.example.namespace &&
          name === found.pods.example.name,
      );
      const servicePort = service.ports.find(
        ({ port }) => port === found.servicePort?.port,
      );
      // Ports that only a policy names are looked at by a law of their own.
      if (found.servicePort === null) return [];
      if (!pod || !servicePort) throw new Error("explains what is not there");
      return [{ index, service, servicePort, pod, found }];
    }),
  );
}

function holds(law: (explained: Explained) => void) {
  fc.assert(
    fc.property(anyMeshes, (inventory) => {
      for (const explained of everyPort(inventory)) law(explained);
    }),
    { numRuns: 150 },
  );
}

describe("an explanation", () => {
  test("covers every pod port once, with the mode the law gives it", () => {
    fc.assert(
      fc.property(anyMeshes, (inventory) => {
        const index = indexMesh(inventory);
        for (const service of inventory.services) {
          const explained = explainService(index, service).filter(
            ({ servicePort }) => servicePort !== null,
          );
          const verdict = resolveService(index, service);
          const judged = verdict.ports.flatMap(({ pods }) => pods);
          expect(explained.reduce((sum, { pods }) => sum + pods.count, 0)).toBe(
            judged.length,
          );
          for (const { pods, targetPort, mode, enforcement } of explained) {
            const found = judged.find(
              (one) =>
                one.pod.name === pods.example.name &&
                one.targetPort === targetPort,
            );
            expect([mode, enforcement.point]).toEqual([
              found?.mode,
              found?.enforcement,
            ]);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  test("ends its chain in what the policies ask for", () => {
    holds(({ index, service, servicePort, pod, found }) => {
      const { mode } =
        index.legacyPolicies === null
          ? portMode(resolveServerMode(index, pod), found.targetPort)
          : resolveLegacyServerMode(
              index,
              index.legacyPolicies,
              pod,
              service,
              servicePort,
              found.targetPort,
            );
      expect([found.asked, found.steps.at(-1)?.mode]).toEqual([mode, mode]);
    });
  });

  test("gives a reason wherever the port does not do what the policies ask", () => {
    holds(({ found: { asked, mode, enforcement } }) => {
      const { point, because } = enforcement;
      expect(mode === null).toBe(point === "none");
      const deviates = ["ambient-rule-set", "shared-port"].includes(because);
      expect(deviates).toBe(mode !== null && mode !== asked);
    });
  });

  test("lets every step follow from the one before and from what is said", () => {
    holds(({ index, pod, found }) => {
      const supersededOrNew =
        index.legacyPolicies === null || policiesOf(index, pod).length > 0;
      let mode: string = supersededOrNew ? "PERMISSIVE" : "DISABLE";
      for (const step of found.steps) {
        if (step.says !== null && step.says !== "UNSET") mode = step.says;
        expect(step.mode).toBe(mode);
        expect(step.says === null).toBe(step.winner === null);
      }
    });
  });

  test("names every policy that applies to the pod once, as winner or as passed over", () => {
    holds(({ index, pod, found }) => {
      const seen = found.steps
        .slice(0, 3)
        .flatMap(({ winner, losers }) => [
          ...(winner ? [refKey(winner)] : []),
          ...losers
            .filter(({ reason }) =>
              ["newer-than-winner", "selector-in-root-namespace"].includes(
                reason,
              ),
            )
            .map(({ object }) => refKey(object)),
        ]);
      if (policiesOf(index, pod).length === 0) return;
      expect(
        seen.filter((key) => key.startsWith("PeerAuthentication/")).sort(),
      ).toEqual(policiesOf(index, pod).sort());
    });
  });

  test("passes over the policies that the law calls shadowed, for the same reason", () => {
    holds(({ index, pod, found }) => {
      if (index.legacyPolicies !== null) return;
      const shadowed = resolveServerMode(index, pod)
        .shadowed.filter(
          ({ reason }) => reason !== "port-list-without-selector",
        )
        .map(({ policy, reason }) => `${reason} ${refKey(policy)}`);
      const told = found.steps
        .slice(0, 3)
        .flatMap(({ losers }) =>
          losers.map(({ object, reason }) => `${reason} ${refKey(object)}`),
        );
      expect(told.sort()).toEqual(shadowed.sort());
    });
  });

  test("gives each client the outcome that the law computes for it", () => {
    holds(({ index, service, servicePort, pod, found }) => {
      const sendsHbone = index.meshConfig.sidecarsSendHbone === true;
      for (const client of found.clients) {
        if (client.kind !== "sidecar") continue;
        for (const namespace of client.namespaces) {
          const tls = resolveClientTls(
            index,
            { namespace, labels: client.labels ?? {} },
            service,
            servicePort,
            client.subset ?? "",
          );
          const sends = tls.toEndpoint(pod, found.targetPort);
          expect(client.outcome).toEqual(
            callOutcome(
              { proxy: "sidecar", sends, sendsHbone },
              {
                enforcement: found.enforcement.point,
                mode: found.mode,
                acceptsHbone: acceptsHbone(pod),
                appProtocol: servicePort.appProtocol,
              },
            ),
          );
          if (client.because !== "hbone") expect(client.sends).toBe(sends);
        }
      }
    });
  });

  test("speaks for every namespace with sidecars, of itself or as any other", () => {
    holds(({ index, service, servicePort, pod, found }) => {
      const told = found.clients.filter(
        ({ kind, labels, subset }) =>
          kind === "sidecar" && labels === null && subset === null,
      );
      const places = new Set(
        index.inventory.pods
          .filter(
            ({ phase, longRunningContainers: names }) =>
              phase === "Running" && names.includes("istio-proxy"),
          )
          .map(({ namespace }) => namespace),
      );
      for (const namespace of places) {
        const spoken =
          told.find(({ namespaces }) => namespaces.includes(namespace)) ??
          told.find(({ namespaces }) => namespaces.length === 0);
        const tls = resolveClientTls(
          index,
          { namespace, labels: {} },
          service,
          servicePort,
        );
        expect(spoken).toBeDefined();
        if (spoken?.because === "hbone") continue;
        expect(spoken?.sends).toBe(tls.toEndpoint(pod, found.targetPort));
      }
    });
  });

  test("says of a client's rule what the law says, and names no rule twice", () => {
    holds(({ index, service, servicePort, found }) => {
      for (const { namespaces, labels, subset, rule } of found.clients) {
        const [namespace] = namespaces;
        if (rule === null || namespace === undefined) continue;
        const tls = resolveClientTls(
          index,
          { namespace, labels: labels ?? {} },
          service,
          servicePort,
          subset ?? "",
        );
        expect(rule.winner === null).toBe(tls.rule === null);
        if (tls.mode !== null) expect(rule.says).toBe(tls.mode);
        if (subset === null) expect(rule.winner).toEqual(tls.rule);
        const named = [
          ...(rule.winner ? [rule.winner] : []),
          ...rule.mergedFrom,
          ...rule.losers.map(({ object }) => object),
        ].map(refKey);
        expect(named).toEqual([...new Set(named)]);
      }
    });
  });

  test("blames the rule exactly where the rule says something", () => {
    holds(({ found }) => {
      for (const { because, rule } of found.clients) {
        if (rule === null || because === "hbone") continue;
        expect(because === "rule").toBe(rule.says !== null);
      }
    });
  });
});

test("a port that only a policy names has that policy's mode, and sidecars pass calls to it on untouched", () => {
  fc.assert(
    fc.property(anyMeshes, (inventory) => {
      const index = indexMesh(inventory);
      if (index.legacyPolicies !== null) return;
      for (const service of inventory.services) {
        for (const found of explainService(index, service)) {
          if (found.servicePort !== null) continue;
          const pod = inventory.pods.find(
            ({ name }) => name === found.pods.example.name,
          );
          if (!pod) throw new Error("explains what is not there");
          const server = resolveServerMode(index, pod);
          expect(
            service.ports.length === 0 || server.ports.has(found.targetPort),
          ).toBe(true);
          expect(found.asked).toBe(portMode(server, found.targetPort).mode);
          for (const { kind, because, sends } of found.clients) {
            if (kind !== "sidecar") continue;
            expect([because, sends]).toEqual(["not-declared", "plaintext"]);
          }
        }
      }
    }),
    { numRuns: 300 },
  );
});

function policiesOf(index: MeshIndex, pod: Pod): string[] {
  const { rootNamespace } = index.meshConfig;
  const found = index.peerAuthentications;
  return [
    ...applicablePolicies(found, pod, rootNamespace),
    ...found.mesh.newer,
    ...(found.namespaces.get(pod.namespace)?.newer ?? []),
  ].map((policy) => refKey(peerAuthenticationRef(policy)));
}
