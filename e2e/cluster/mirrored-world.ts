/**
 * The migration scenario on a real API server and a real Prometheus. The simulator only plays the
 * proxies: its objects are copied into the cluster, what is written there is read back by it, and
 * Prometheus scrapes its counters.
 *
 *   simulator ──objects──▶ API server ◀──── Lockstep ────▶ Prometheus
 *       ▲                      │                               │
 *       └──policies, rules─────┘        /metrics ◀──scrapes────┘
 */
import {
  connectKubernetes,
  type KubernetesConnection,
} from "@/lib/kubernetes/connection";
import { isKubernetesProblem } from "@/lib/kubernetes/problem";
import { type Simulator, startSimulator } from "@/lib/simulator/server";
import type { StoredObject } from "@/lib/simulator/store";
import { type RealPrometheus, startPrometheus } from "./real-prometheus";

export interface MirroredWorld {
  readonly simulator: Simulator;
  readonly connection: KubernetesConnection;
  readonly prometheus: RealPrometheus;
  stop(): Promise<void>;
}

const NAMESPACES = ["istio-system", "foo", "bar", "legacy"];

/** Paths of the kinds that are copied, in order. */
const COPIED: readonly (readonly [kind: string, path: string])[] = [
  ["ConfigMap", "/api/v1/namespaces/{}/configmaps"],
  ["Service", "/api/v1/namespaces/{}/services"],
  ["Pod", "/api/v1/namespaces/{}/pods"],
];

/** What Lockstep writes, and the simulated proxies obey. */
const OBEYED: readonly (readonly [kind: string, path: string])[] = [
  [
    "PeerAuthentication",
    "/apis/security.istio.io/v1/namespaces/{}/peerauthentications",
  ],
  [
    "DestinationRule",
    "/apis/networking.istio.io/v1/namespaces/{}/destinationrules",
  ],
];

/** How often the simulated proxies look for new policies; istiod pushes about as fast. */
const OBEY_MS = 200;

/**
 * The cluster must have no controllers that would remove pods without a kubelet (envtest has none).
 * @throws where TEST_KUBECONFIG is unset or Prometheus is missing
 */
export async function mirrorWorld(kubeconfig: string): Promise<MirroredWorld> {
  const connection = await connectKubernetes({ kubeconfig, context: null });
  const simulator = await startSimulator({ scenario: "migration" });
  await readyToClear(connection);
  await copy(simulator, connection);
  const prometheus = await startPrometheus([
    {
      job_name: "mesh",
      honor_labels: true,
      static_configs: [{ targets: [new URL(simulator.url).host] }],
    },
  ]);
  const stopObeying = obey(simulator, connection);
  return {
    simulator,
    connection,
    prometheus,
    async stop() {
      await stopObeying();
      await prometheus.stop();
      await clear(connection);
      await simulator.stop();
      connection.close();
    },
  };
}

async function copy(
  simulator: Simulator,
  connection: KubernetesConnection,
): Promise<void> {
  for (const name of NAMESPACES) {
    await create(connection, "/api/v1/namespaces", {
      metadata: { name, labels: labelsOf(simulator, name) },
    });
    for (const [kind, path] of COPIED) {
      for (const object of simulator.store.list(kind, name)) {
        await create(connection, path.replace("{}", name), plain(object));
        if (kind === "Pod") await patchStatus(connection, name, object);
      }
    }
  }
}

function labelsOf(simulator: Simulator, namespace: string) {
  return (
    simulator.store.list("Namespace").find((n) => n.metadata.name === namespace)
      ?.metadata.labels ?? {}
  );
}

/** Without what the server gives itself. */
function plain(object: StoredObject) {
  const { name, labels, annotations, ownerReferences } = object.metadata;
  const { clusterIP: _, clusterIPs: __, ...spec } = specOf(object);
  return {
    metadata: {
      name,
      ...(labels ? { labels } : {}),
      ...(annotations ? { annotations } : {}),
      ...(ownerReferences ? { ownerReferences } : {}),
    },
    ...(object.data === undefined ? { spec } : { data: object.data }),
  };
}

function specOf(object: StoredObject): Record<string, unknown> {
  return { ...(object.spec as Record<string, unknown> | undefined) };
}

async function create(
  connection: KubernetesConnection,
  path: string,
  body: unknown,
): Promise<void> {
  try {
    await connection.requestJson("POST", path, { body });
  } catch (error) {
    // Namespaces of an earlier run stay: without a namespace controller they never go.
    const exists = isKubernetesProblem(error) && error.code === "conflict";
    if (!exists) throw error;
  }
}

async function patchStatus(
  connection: KubernetesConnection,
  namespace: string,
  { metadata, status }: StoredObject,
): Promise<void> {
  await connection.requestJson(
    "PATCH",
    `/api/v1/namespaces/${namespace}/pods/${metadata.name}/status`,
    { body: { status }, contentType: "application/merge-patch+json" },
  );
}

/** An API server that has just started refuses for a few seconds what it will allow. */
async function readyToClear(connection: KubernetesConnection): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await clear(connection);
    } catch (error) {
      if (attempt === 40) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

async function clear(connection: KubernetesConnection): Promise<void> {
  const immediately = { query: { gracePeriodSeconds: 0 } };
  for (const name of NAMESPACES) {
    for (const [, path] of [...OBEYED, ...COPIED]) {
      const list = path.replace("{}", name);
      for (const item of await items(connection, list)) {
        await connection.requestJson(
          "DELETE",
          `${list}/${item.metadata.name}`,
          immediately,
        );
      }
    }
  }
}

async function items(
  connection: KubernetesConnection,
  path: string,
): Promise<StoredObject[]> {
  const { body } = await connection.requestJson("GET", path);
  return (body as { items?: StoredObject[] }).items ?? [];
}

/** Copies policies and rules of the cluster into the simulator, again and again. */
function obey(
  simulator: Simulator,
  connection: KubernetesConnection,
): () => Promise<void> {
  let running = true;
  const loop = (async () => {
    while (running) {
      for (const [kind, path] of OBEYED) {
        for (const namespace of NAMESPACES) {
          const list = path.replace("{}", namespace);
          sync(simulator, kind, namespace, await items(connection, list));
        }
      }
      await new Promise((resolve) => setTimeout(resolve, OBEY_MS));
    }
  })();
  return async () => {
    running = false;
    await loop;
  };
}

function sync(
  simulator: Simulator,
  kind: string,
  namespace: string,
  wanted: readonly StoredObject[],
): void {
  const names = new Set(wanted.map(({ metadata }) => metadata.name));
  for (const { metadata } of simulator.store.list(kind, namespace)) {
    if (!names.has(metadata.name)) {
      simulator.store.remove(kind, namespace, metadata.name);
    }
  }
  for (const object of wanted) {
    const known = simulator.store.get(kind, namespace, object.metadata.name);
    if (JSON.stringify(known?.spec) === JSON.stringify(object.spec)) continue;
    const { name, labels, annotations, creationTimestamp } = object.metadata;
    simulator.store.seed({
      apiVersion: object.apiVersion ?? "v1",
      kind,
      metadata: {
        name,
        namespace,
        creationTimestamp,
        ...(labels ? { labels } : {}),
        ...(annotations ? { annotations } : {}),
      },
      spec: object.spec,
    });
  }
}
