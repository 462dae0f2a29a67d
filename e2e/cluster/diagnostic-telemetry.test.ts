import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTelemetry } from "@/lib/attribution/switch-telemetry";
import { offerTelemetry } from "@/lib/attribution/telemetry-offer";
import {
  type SimulatedDesk,
  startDesk,
} from "@/lib/attribution/testing/simulated-desk";
import { systemClock } from "@/lib/clock";
import { eventually } from "@/lib/kubernetes/testing/eventually";
import {
  type ClusterNamespace,
  claimNamespace,
  type NamedObject,
} from "./cluster-namespace";

let cluster: ClusterNamespace;
let desk: SimulatedDesk | undefined;

/** Nobody listens there: nothing here asks for figures. */
const NO_PROMETHEUS = "http://127.0.0.1:9";

beforeAll(async () => {
  cluster = await claimNamespace("lockstep-log");
  cluster.cleanUp(listPath());
  const istio = { name: "istio-system" };
  await cluster.connection
    .requestJson("POST", "/api/v1/namespaces", {
      body: { apiVersion: "v1", kind: "Namespace", metadata: istio },
    })
    .catch(() => undefined);
  await cluster.connection
    .requestJson("POST", "/api/v1/namespaces/istio-system/configmaps", {
      body: {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "istio" },
        data: { mesh: "rootNamespace: istio-system" },
      },
    })
    .catch(() => undefined);
  await create("serviceaccounts", {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name: "cart" },
  });
  await create("pods", {
    apiVersion: "v1",
    kind: "Pod",
    metadata: named("cart-1", { labels: { app: "cart" } }),
    spec: {
      serviceAccountName: "cart",
      automountServiceAccountToken: false,
      nodeSelector: { "lockstep.test/none": "true" },
      containers: [
        { name: "web", image: "example.invalid/web" },
        { name: "istio-proxy", image: "example.invalid/proxy" },
      ],
    },
  });
  await create("services", {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "cart" },
    spec: { selector: { app: "cart" }, ports: [{ name: "http", port: 80 }] },
  });
  desk = await startDesk(cluster.kubeconfig, NO_PROMETHEUS);
});

afterAll(async () => {
  await desk?.stop();
  await cluster?.remove();
});

function create(plural: string, object: NamedObject) {
  return cluster.create(
    `/api/v1/namespaces/${cluster.namespace}/${plural}`,
    object,
  );
}

function named(name: string, more: object) {
  return { ...more, name };
}

function manifest(name: string, labels: Record<string, string>) {
  const annotations = { "lockstep.dev/expires-at": "2020-01-01T00:00:00Z" };
  return {
    apiVersion: "telemetry.istio.io/v1",
    kind: "Telemetry",
    metadata: named(name, { labels, annotations }),
    spec: {},
  };
}

function listPath(): string {
  return `/apis/telemetry.istio.io/v1/namespaces/${cluster.namespace}/telemetries`;
}

function theDesk(): SimulatedDesk {
  if (desk === undefined) throw new Error("the desk was not started");
  return desk;
}

async function telemetries(): Promise<string[]> {
  const { body } = await cluster.connection.requestJson("GET", listPath());
  const { items } = body as { items: { metadata: { name: string } }[] };
  return items.map(({ metadata }) => metadata.name).sort();
}

describe("a diagnostic Telemetry on a real API server", () => {
  it("passes its admission, is written after consent, and is removed when its time comes", async () => {
    const { hub } = theDesk();
    const target = {
      namespace: cluster.namespace,
      service: "cart",
      // Shorter than the API lets anybody ask for.
      durationSeconds: 2,
    };
    const offer = await eventually(async () => {
      const found = await offerTelemetry(hub, target, systemClock());
      expect(found).toMatchObject({ obstacle: null, refusal: null, pods: 1 });
      return found;
    }, 20_000);
    expect(await telemetries()).toEqual([]);
    await startTelemetry(hub, target, offer.planHash ?? "", systemClock());
    expect(await telemetries()).toEqual(["lockstep-log-cart"]);
    await eventually(
      async () => expect(await telemetries()).toEqual([]),
      15_000,
    );
  });

  it("is removed after a restart when its time is over, and those of others stay", async () => {
    await desk?.stop();
    const make = (name: string, labels: Record<string, string>) =>
      cluster.create(listPath(), manifest(name, labels));
    await make("lockstep-log-old", {
      "app.kubernetes.io/managed-by": "lockstep",
    });
    await make("lockstep-log-theirs", {});
    desk = await startDesk(cluster.kubeconfig, NO_PROMETHEUS);
    await eventually(
      async () => expect(await telemetries()).toEqual(["lockstep-log-theirs"]),
      15_000,
    );
  });
});

describe("the nodes of a real API server", () => {
  it("are read with their addresses and the ranges of their pods", async () => {
    const name = `${cluster.namespace}-node`;
    await cluster.create("/api/v1/nodes", {
      apiVersion: "v1",
      kind: "Node",
      metadata: { name },
      spec: { podCIDR: "10.244.77.0/24", podCIDRs: ["10.244.77.0/24"] },
    });
    await cluster.connection.requestJson(
      "PATCH",
      `/api/v1/nodes/${name}/status`,
      {
        contentType: "application/merge-patch+json",
        body: {
          status: {
            addresses: [
              { type: "InternalIP", address: "192.168.77.10" },
              { type: "Hostname", address: name },
            ],
          },
        },
      },
    );
    await eventually(() => {
      const { inventory } = theDesk().hub.reading();
      expect(inventory.nodes?.items).toContainEqual({
        name,
        addresses: ["192.168.77.10"],
        podRanges: ["10.244.77.0/24"],
      });
    }, 10_000);
  });
});
