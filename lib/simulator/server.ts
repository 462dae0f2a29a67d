import { mkdtemp, rm } from "node:fs/promises";
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ChurnPace } from "./churn/churn-pace";
import { SimulatedClock } from "./clock";
import { answerControl } from "./control";
import { writeKubeconfig } from "./kubeconfig";
import { KubernetesFaults } from "./kubernetes/faults";
import { createKubernetesHandler } from "./kubernetes/handler";
import { send } from "./prometheus/answer";
import { answerPrometheus } from "./prometheus/api";
import { exposition } from "./prometheus/exposition";
import {
  NO_PROMETHEUS_FAULTS,
  type PrometheusFaults,
} from "./prometheus/faults";
import { DEFAULT_SCENARIO, type ScenarioName } from "./scenarios/catalog";
import { ObjectStore } from "./store";
import { makeUsers, USER_NAMES, type UserName } from "./users";
import { World } from "./world";

export interface SimulatorOptions {
  readonly scenario?: ScenarioName;
  readonly seed?: number;
  /** 0 = any free one. */
  readonly port?: number;
  readonly clock?: SimulatedClock;
  /** How often the simulated Prometheus looks; 15 s, as most real ones do. */
  readonly scrapeIntervalMs?: number;
  /** Steps of churn a second; 0 where not given. */
  readonly churnPerS?: number;
}

export interface Simulator {
  readonly url: string;
  /** Admin's; ends with the simulator. */
  readonly kubeconfigPath: string;
  readonly kubeconfigPaths: Readonly<Record<UserName, string>>;
  readonly prometheusUrl: string;
  readonly clock: SimulatedClock;
  readonly store: ObjectStore;
  readonly world: World;
  stop(): Promise<void>;
}

/**
 * Starts a simulated cluster on 127.0.0.1: one HTTP server for everything.
 *
 *     /api /apis /version /healthz …  Kubernetes API       /metrics   for a real Prometheus
 *     /prometheus/*                   Prometheus API       /_sim/*    the world's own controls
 *
 * @throws where the port is taken
 */
export async function startSimulator(
  options: SimulatorOptions = {},
): Promise<Simulator> {
  const clock = options.clock ?? new SimulatedClock();
  const scrapeIntervalMs = options.scrapeIntervalMs ?? 15_000;
  const store = new ObjectStore(clock);
  const users = makeUsers();
  const world = new World(
    { store, clock, scrapeIntervalMs },
    options.scenario ?? DEFAULT_SCENARIO,
    options.seed ?? 7,
  );
  const churnPace = new ChurnPace(() => world.churn.step());
  const kubernetesFaults = new KubernetesFaults();
  const prometheusFaults: PrometheusFaults = { ...NO_PROMETHEUS_FAULTS };
  const kubernetes = createKubernetesHandler({
    store,
    clock,
    users: Object.values(users),
    faults: kubernetesFaults,
    legacy: true,
    absent: world.absent,
    podLog: ({ pod, container, sinceMs, tailLines }) =>
      container === PROXY_CONTAINER
        ? world.traffic.proxyLog(pod.metadata.uid, sinceMs, tailLines)
        : [],
  });

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) {
        send(response, 500, "text/plain", `${String(error)}\n`);
      }
      response.destroy();
    });
  });

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { pathname, searchParams } = new URL(
      request.url ?? "/",
      "http://simulator.invalid",
    );
    if (pathname === "/metrics") {
      world.traffic.settle();
      const nowMs = clock.nowMs();
      // ?aligned: the last scrape of the simulated Prometheus instead of now.
      const stampMs = searchParams.has("aligned")
        ? Math.floor(nowMs / scrapeIntervalMs) * scrapeIntervalMs
        : null;
      const body = exposition(world.traffic.series, nowMs, stampMs);
      send(response, 200, "text/plain; version=0.0.4; charset=utf-8", body);
    } else if (pathname.startsWith("/prometheus/")) {
      await answerPrometheus(
        {
          world,
          clock,
          faults: prometheusFaults,
          defaultStepMs: scrapeIntervalMs,
        },
        pathname.slice("/prometheus".length),
        request,
        response,
      );
    } else if (pathname.startsWith("/_sim/")) {
      await answerControl(
        {
          world,
          store,
          clock,
          churnPace,
          kubernetesFaults,
          prometheusFaults,
        },
        pathname.slice("/_sim/".length),
        request,
        response,
      );
    } else {
      await kubernetes(request, response);
    }
  }

  const port = await listen(server, options.port ?? 0);
  const url = `http://127.0.0.1:${port}`;
  const folder = await mkdtemp(join(tmpdir(), "lockstep-simulator-"));
  const pathOf = (name: UserName) => join(folder, `${name}.kubeconfig`);
  for (const name of USER_NAMES) {
    await writeKubeconfig(pathOf(name), url, users[name]);
  }
  churnPace.set(options.churnPerS ?? 0);
  return {
    url,
    kubeconfigPath: pathOf("admin"),
    kubeconfigPaths: {
      admin: pathOf("admin"),
      viewer: pathOf("viewer"),
      nobody: pathOf("nobody"),
    },
    prometheusUrl: `${url}/prometheus`,
    clock,
    store,
    world,
    async stop() {
      churnPace.stop();
      world.traffic.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Of sidecars, gateways, waypoints and ztunnels; applications write nothing. */
const PROXY_CONTAINER = "istio-proxy";

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(
        typeof address === "object" && address !== null ? address.port : port,
      );
    });
  });
}
