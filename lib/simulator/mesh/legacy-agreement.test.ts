import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resolveClientTls } from "@/lib/mesh/client/client-tls";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { MutualTlsMode } from "@/lib/mesh/mode";
import type { Inventory, ObjectMeta } from "@/lib/mesh/objects";
import { resolveService } from "@/lib/mesh/server/service-mode";
import { istio14, istio15 } from "@/lib/mesh/testing/random-legacy-mesh";
import { SimulatedClock } from "@/lib/simulator/clock";
import { ObjectStore, type SeedObject } from "@/lib/simulator/store";
import { sidecarSends } from "./client-tls";
import { readMesh } from "./read";
import { acceptanceOf } from "./server-mode";

/** A law of its own reading on either side: where they differ, one of them is wrong. */
describe.each([
  ["1.4.10", istio14],
  ["1.5.9", istio15],
])(
  "Istio %s: the simulated data plane and the app agree",
  (version, meshes) => {
    it("on what every port of every service accepts", () => {
      const strength: Record<MutualTlsMode, number> = {
        DISABLE: 0,
        PERMISSIVE: 1,
        STRICT: 2,
      };
      fc.assert(
        fc.property(meshes, (inventory) => {
          const index = indexMesh(inventory);
          const mesh = readMesh(storeWith(inventory, version));
          for (const service of inventory.services) {
            for (const { pods } of resolveService(index, service).ports) {
              for (const { pod, targetPort, mode } of pods) {
                const seen = mesh.pods.find(({ uid }) => uid === pod.uid);
                if (seen === undefined) throw new Error(pod.name);
                const accepted = acceptanceOf(mesh, seen, targetPort);
                const leading = index
                  .servicesOf(pod)
                  .flatMap(({ ports }) =>
                    ports.filter(
                      (port) =>
                        (port.targetPort === "web"
                          ? pod.containerPorts[0]?.port
                          : port.targetPort) === targetPort,
                    ),
                  );
                if (mode === null || leading.length === 1) {
                  expect(accepted).toBe(mode ?? "no-proxy");
                } else if (accepted in strength) {
                  // Of several services the app does not know whose listener stays, and takes the weakest.
                  const found = strength[accepted as MutualTlsMode];
                  expect(strength[mode]).toBeLessThanOrEqual(found);
                }
              }
            }
          }
        }),
        { numRuns: 300 },
      );
    });

    it("on what a client sends to it", () => {
      const wire = { mutual_tls: "mtls", plaintext: "plaintext", tls: "tls" };
      fc.assert(
        fc.property(meshes, (inventory) => {
          const index = indexMesh(inventory);
          const mesh = readMesh(storeWith(inventory, version));
          for (const service of inventory.services) {
            for (const { servicePort, pods } of resolveService(index, service)
              .ports) {
              const client = { namespace: "shop", labels: {} };
              const tls = resolveClientTls(index, client, service, servicePort);
              const view = mesh.services.get(
                `${service.namespace}/${service.name}`,
              );
              for (const { pod, targetPort } of pods) {
                const seen = mesh.pods.find(({ uid }) => uid === pod.uid);
                if (seen === undefined || view === undefined) throw new Error();
                expect(
                  sidecarSends(
                    mesh,
                    client,
                    view,
                    servicePort.port,
                    seen,
                    targetPort,
                  ),
                ).toBe(wire[tls.toEndpoint(pod, targetPort)]);
              }
            }
          }
        }),
        { numRuns: 300 },
      );
    });
  },
);

function storeWith(inventory: Inventory, version: string): ObjectStore {
  const store = new ObjectStore(new SimulatedClock(Date.UTC(2026, 0, 15)));
  for (const object of objectsOf(inventory, version)) {
    store.seed(object);
  }
  return store;
}

function objectsOf(inventory: Inventory, version: string): SeedObject[] {
  const { meshConfig, services, pods, legacyPolicies, peerAuthentications } =
    inventory;
  return [
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { namespace: "istio-system", name: "istio" },
      data: { mesh: `enableAutoMtls: ${meshConfig.enableAutoMtls}` },
    },
    {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { namespace: "istio-system", name: "pilot" },
      spec: {
        containers: [
          { name: "discovery", image: `docker.io/istio/pilot:${version}` },
        ],
      },
    },
    ...services.map((service) => ({
      apiVersion: "v1",
      kind: "Service",
      metadata: metadataOf(service),
      spec: { selector: service.selector, ports: service.ports },
    })),
    ...pods.map((pod) => ({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { ...metadataOf(pod), labels: pod.labels },
      spec: {
        containers: pod.longRunningContainers.map((name, order) => ({
          name,
          ports:
            order > 0
              ? []
              : pod.containerPorts.map((port) => ({
                  name: port.name,
                  containerPort: port.port,
                })),
        })),
      },
    })),
    ...peerAuthentications.map((policy) => ({
      apiVersion: "security.istio.io/v1beta1",
      kind: "PeerAuthentication",
      metadata: metadataOf(policy),
      spec: {
        ...(policy.selector && { selector: { matchLabels: policy.selector } }),
        mtls: { mode: policy.mode },
        portLevelMtls: Object.fromEntries(
          Object.entries(policy.portLevelMtls).map(([port, mode]) => [
            port,
            { mode },
          ]),
        ),
      },
    })),
    ...legacyPolicies.map(({ targets, mtls, peerIsOptional, ...policy }) => ({
      apiVersion: "authentication.istio.io/v1alpha1",
      kind: policy.kind,
      metadata: metadataOf(policy),
      spec: {
        targets: targets.map(({ name, ports }) => ({
          name,
          ports: ports.map((port) =>
            typeof port === "number" ? { number: port } : { name: port },
          ),
        })),
        peers: mtls === null ? [] : [{ mtls }],
        peerIsOptional,
      },
    })),
  ];
}

function metadataOf({ namespace, name, uid, createdAt }: ObjectMeta) {
  return {
    name,
    uid,
    creationTimestamp: createdAt ?? "2025-01-01T00:00:00Z",
    ...(namespace === "" ? {} : { namespace }),
  };
}
