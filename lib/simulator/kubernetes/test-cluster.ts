import { createServer } from "node:http";
import { WireClient } from "@/e2e/cluster/wire-client";
import { SimulatedClock } from "@/lib/simulator/clock";
import { ObjectStore, type SeedObject } from "@/lib/simulator/store";
import { KubernetesFaults } from "./faults";
import { createKubernetesHandler } from "./handler";
import type { KubernetesHandlerOptions } from "./options";

/** A simulated API server on a free port of 127.0.0.1, for tests. */
export interface TestCluster {
  server: string;
  store: ObjectStore;
  faults: KubernetesFaults;
  /** An administrator. */
  admin: WireClient;
  close(): void;
}

/** Time stands still here unless a test advances it. */
const testStartMs = Date.UTC(2026, 0, 2, 3, 4, 5);

export async function startTestCluster(
  options: Partial<KubernetesHandlerOptions> = {},
  objects: readonly SeedObject[] = [],
): Promise<TestCluster> {
  const clock = new SimulatedClock(testStartMs);
  const store = new ObjectStore(clock);
  const faults = new KubernetesFaults();
  store.seed({
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name: "shop" },
  });
  for (const object of objects) {
    store.seed(object);
  }
  const { users = [], ...rest } = options;
  const administrator = {
    name: "admin",
    token: "admin-token",
    groups: ["system:masters"],
    rules: [],
  };
  const handle = createKubernetesHandler({
    store,
    clock,
    faults,
    ...rest,
    users: [administrator, ...users],
  });
  const http = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  const server = await new Promise<string>((resolve) => {
    http.listen(0, "127.0.0.1", () => {
      const address = http.address();
      const port =
        typeof address === "object" && address !== null ? address.port : 0;
      resolve(`http://127.0.0.1:${port}`);
    });
  });
  return {
    server,
    store,
    faults,
    admin: new WireClient({ server, token: administrator.token }),
    close: () => {
      http.closeAllConnections();
      http.close();
    },
  };
}

/** A PeerAuthentication in namespace `shop`. */
export function peerAuthentication(name: string, mode: string): SeedObject {
  return {
    apiVersion: "security.istio.io/v1",
    kind: "PeerAuthentication",
    metadata: { name, namespace: "shop" },
    spec: { mtls: { mode } },
  };
}

export const shopPolicies =
  "/apis/security.istio.io/v1/namespaces/shop/peerauthentications";
