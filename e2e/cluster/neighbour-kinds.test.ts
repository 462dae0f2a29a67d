import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { eventually } from "@/lib/kubernetes/testing/eventually";
import {
  type StartedSource,
  startSource,
} from "@/lib/kubernetes/testing/started-source";
import { type ClusterNamespace, claimNamespace } from "./cluster-namespace";

let cluster: ClusterNamespace;
let source: StartedSource | undefined;

beforeAll(async () => {
  cluster = await claimNamespace("lockstep-neighbours");
});

afterEach(async () => {
  await source?.stop();
  source = undefined;
});

afterAll(() => cluster?.remove());

const NETWORKING = "networking.k8s.io/v1";
const ISTIO = "networking.istio.io/v1";

it("shows what a real API server keeps of Ingresses, Sidecars and WorkloadEntries, and follows them", async () => {
  const { namespace } = cluster;
  const started = await synced();
  const inventory = () => started.reading().inventory;
  const ours = <T extends { readonly namespace: string }>(
    read:
      | { readonly complete: boolean; readonly items: readonly T[] }
      | undefined,
  ) => {
    expect(read?.complete).toBe(true);
    return read?.items.filter((item) => item.namespace === namespace);
  };
  const className = `${namespace}-class`;
  await cluster.create(`/apis/${NETWORKING}/ingressclasses`, {
    apiVersion: NETWORKING,
    kind: "IngressClass",
    metadata: { name: className },
    spec: { controller: "istio.io/ingress-controller" },
  });
  await cluster.create(inNamespace(NETWORKING, "ingresses"), {
    apiVersion: NETWORKING,
    kind: "Ingress",
    metadata: { name: "door" },
    spec: {
      ingressClassName: className,
      defaultBackend: { service: { name: "front", port: { number: 80 } } },
    },
  });
  await cluster.create(inNamespace(ISTIO, "sidecars"), {
    apiVersion: ISTIO,
    kind: "Sidecar",
    metadata: { name: "default" },
    spec: {
      egress: [{ hosts: ["./*"] }],
      outboundTrafficPolicy: { mode: "ALLOW_ANY" },
    },
  });
  await cluster.create(inNamespace(ISTIO, "workloadentries"), {
    apiVersion: ISTIO,
    kind: "WorkloadEntry",
    metadata: { name: "vm" },
    spec: { address: "10.20.30.40", labels: { app: "front" } },
  });
  await eventually(() => {
    expect(ours(inventory().ingresses)).toEqual([
      {
        namespace,
        name: "door",
        className,
        isClassAnnotated: false,
        services: ["front"],
      },
    ]);
    expect(inventory().ingressClasses?.items).toContainEqual({
      name: className,
      controller: "istio.io/ingress-controller",
    });
    expect(ours(inventory().sidecars)).toEqual([
      expect.objectContaining({
        name: "default",
        workloadSelector: null,
        egress: [{ port: null, hosts: ["./*"] }],
        outboundTrafficPolicy: "ALLOW_ANY",
      }),
    ]);
    expect(ours(inventory().workloadEntries)).toEqual([
      { namespace, name: "vm", labels: { app: "front" } },
    ]);
  }, 10_000);

  await cluster.connection.requestJson(
    "DELETE",
    `${inNamespace(ISTIO, "workloadentries")}/vm`,
  );
  await eventually(() => expect(ours(inventory().workloadEntries)).toEqual([]));
});

it("shows whom a real API server asks to convert custom resources", async () => {
  const { namespace } = cluster;
  const group = `${namespace}.lockstep.test`;
  const name = `things.${group}`;
  const definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
  await cluster.create(definitions, {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name },
    spec: {
      group,
      names: { kind: "Thing", plural: "things", singular: "thing" },
      scope: "Namespaced",
      versions: [
        {
          name: "v1",
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: "object" } },
        },
      ],
      conversion: {
        strategy: "Webhook",
        webhook: {
          conversionReviewVersions: ["v1"],
          clientConfig: { service: { namespace, name: "convert" } },
        },
      },
    },
  });
  const started = await synced();
  const callees = () => started.reading().inventory.apiServerCallees;
  expect(callees()?.complete).toBe(true);
  expect(
    callees()?.items.filter(({ service }) => service.namespace === namespace),
  ).toEqual([
    {
      service: { namespace, name: "convert", port: 443 },
      by: { kind: "CustomResourceDefinition", namespace: "", name },
    },
  ]);
});

function inNamespace(group: string, plural: string): string {
  return `/apis/${group}/namespaces/${cluster.namespace}/${plural}`;
}

async function synced(): Promise<StartedSource> {
  const started = await startSource(cluster.kubeconfig);
  source = started;
  await eventually(() => expect(started.reading().synced).toBe(true), 20_000);
  return started;
}
