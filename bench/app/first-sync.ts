/**
 * A process of its own: reads a whole cluster as the app does, and by plainly asking for the same lists and
 * parsing their JSON, in turns. Prints the times of both as one line of JSON.
 */
import {
  connectKubernetes,
  type KubernetesConnection,
} from "@/lib/kubernetes/connection";
import {
  type InventorySource,
  startInventorySource,
} from "@/lib/kubernetes/inventory-source";
import { logger } from "@/lib/observability/logger";

/** One list that was asked for: its path and the form it was asked for in. */
type Lists = Map<string, string | undefined>;

const ROUNDS = 7;

const connection = await connectKubernetes({
  kubeconfig: process.env.KUBECONFIG ?? null,
  context: null,
});
const lists: Lists = new Map();
// The first reading is for the engine and the server to warm up, and tells which lists there are.
await (await sync(recording(connection, lists))).stop();
const syncMs: number[] = [];
const plainMs: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  plainMs.push(await timed(() => listPlainly(connection, lists)));
  const startedMs = performance.now();
  const source = await sync(connection);
  syncMs.push(performance.now() - startedMs);
  await source.stop();
}
console.log(JSON.stringify({ syncMs, plainMs }));
process.exit(0);

async function timed(work: () => Promise<void>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

async function sync(through: KubernetesConnection): Promise<InventorySource> {
  let check = (): void => undefined;
  const source = startInventorySource({
    connection: through,
    clock: Date.now,
    logger: logger(),
    onChange: () => check(),
  });
  await new Promise<void>((resolve) => {
    check = () => {
      if (source.current().synced) resolve();
    };
    check();
  });
  return source;
}

/** One list after the other, whole. */
async function listPlainly(
  through: KubernetesConnection,
  asked: Lists,
): Promise<void> {
  for (const [path, accept] of asked) {
    await through.requestJson("GET", path, { accept, timeoutMs: 120_000 });
  }
}

/** Notes every list that is read in pages: those are what a plain reader would ask for. */
function recording(
  inner: KubernetesConnection,
  asked: Lists,
): KubernetesConnection {
  return {
    ...inner,
    async requestJson(method, path, options) {
      const answer = await inner.requestJson(method, path, options);
      if (options?.query?.limit !== undefined) asked.set(path, options.accept);
      return answer;
    },
  };
}
