import type { Page } from "@playwright/test";
import { serviceAnswerSchema } from "@/lib/api/service-detail-contract";
import { snapshotSchema } from "@/lib/api/snapshot-wire";
import { connectKubernetes } from "@/lib/kubernetes/connection";
import type { RunningDashboard, RunningSimulator } from "./programs";

const TIMES = 20;
const WAIT_MS = 10_000;

/** Writes a policy again and again, and times each from the API server's answer until the page shows its word. */
export async function policyChanges(
  page: Page,
  dashboard: RunningDashboard,
  simulator: RunningSimulator,
): Promise<number[]> {
  const { namespace, name } = await somePermissive(dashboard);
  const connection = await connectKubernetes({
    kubeconfig: simulator.kubeconfig,
    context: null,
  });
  const path = `/apis/security.istio.io/v1/namespaces/${namespace}/peerauthentications`;
  const write = (mode: string) =>
    connection.requestJson("PATCH", `${path}/bench`, {
      contentType: "application/apply-patch+yaml",
      query: { fieldManager: "bench", force: true },
      body: {
        apiVersion: "security.istio.io/v1",
        kind: "PeerAuthentication",
        metadata: { name: "bench", namespace },
        spec: { mtls: { mode } },
      },
    });
  await page.goto(
    `${dashboard.url}/?q=${encodeURIComponent(`${namespace}/${name}`)}&open=${namespace}`,
  );
  const line = `#matrix tr:has([data-line="${namespace}/${name}"])`;
  await page.waitForSelector(line);
  const times: number[] = [];
  for (let turn = 0; turn < TIMES; turn += 1) {
    const mode = turn % 2 === 0 ? "STRICT" : "PERMISSIVE";
    // The chip, not any word of the line: a reason may well say that it was STRICT.
    const shown = page.waitForFunction(
      (chip) => document.querySelector(chip) !== null,
      `${line} [data-mode="${mode}"]`,
      { polling: "raf", timeout: WAIT_MS },
    );
    // Before it has answered, nobody can know: the simulator plays Prometheus too, and may be busy with that.
    await write(mode);
    const startedMs = performance.now();
    await shown;
    times.push(performance.now() - startedMs);
    await page.waitForTimeout(400);
  }
  await connection.requestJson("DELETE", `${path}/bench`);
  connection.close();
  return times;
}

/** A service in a namespace all of whose services follow no policy of their own yet. */
async function somePermissive({ url }: RunningDashboard) {
  const answer = await fetch(`${url}/api/snapshot?window=1h`);
  const { services } = snapshotSchema.parse(await answer.json());
  const others = new Set(
    services
      .filter(({ mode }) => mode !== "PERMISSIVE")
      .map(({ namespace }) => namespace),
  );
  const candidates = services.filter(
    ({ namespace, mode, dataPlane }) =>
      mode === "PERMISSIVE" &&
      dataPlane === "sidecar" &&
      !others.has(namespace),
  );
  for (const { namespace, name } of candidates) {
    const detail = await fetch(
      `${url}/api/services/${namespace}/${name}?window=1h`,
    );
    const { service } = serviceAnswerSchema.parse(await detail.json());
    // Where the namespace has a policy already, a newer one would be ignored (semantics A2).
    const isFree = service.policy.decidedBy.every(
      (policy) => policy.namespace !== namespace,
    );
    if (isFree) return { namespace, name };
  }
  throw new Error("No service could be locked for the benchmark.");
}
