import type { APIRequestContext } from "@playwright/test";
import { expect, test } from "./fixtures";
import type { World } from "./world";

// A world of its own: watches that were silenced stay behind for a while.
test.use({ apart: "silenced watches" });

const target = { namespace: "foo", service: "httpbin", window: "5m" };

function asker(request: APIRequestContext, world: World) {
  return async (action: string, more: Record<string, unknown> = {}) => {
    const dry = "planHash" in more ? "" : "?dryRun=true";
    const response = await request.post(`/api/enforcements${dry}`, {
      data: { action, ...target, ...more },
      headers: { origin: world.url },
    });
    return { status: response.status(), answer: await response.json() };
  };
}

async function carriedOut(
  ask: ReturnType<typeof asker>,
  action: string,
): Promise<void> {
  await expect(async () => {
    const plan = await ask(action);
    expect(plan.status).toBe(200);
    const done = await ask(action, {
      planHash: plan.answer.planHash,
      confirmation: "httpbin",
    });
    expect(done.status).toBe(200);
  }).toPass({ timeout: 10_000 });
}

test("a hand edit between two locks is what the unlock brings back", async ({
  page: _,
  request,
  world,
}) => {
  const ask = asker(request, world);
  const policy = () =>
    world.simulator.store.get("PeerAuthentication", "foo", "httpbin-strict");
  await carriedOut(ask, "lock");
  const edited = {
    selector: { matchLabels: { app: "httpbin" } },
    mtls: { mode: "PERMISSIVE" },
  };
  const first = policy();
  if (!first) throw new Error("the lock made no policy");
  world.simulator.store.put({ ...first, spec: edited });
  await carriedOut(ask, "lock");
  expect(policy()?.spec).toMatchObject({ mtls: { mode: "STRICT" } });
  await carriedOut(ask, "unlock");
  expect(policy()?.spec).toEqual(edited);
});

test("without the name, an objected plan is not carried out; with another hash, none is", async ({
  page: _,
  request,
  world,
}) => {
  const ask = asker(request, world);
  const { answer: plan } = await ask("lock");
  expect(plan.needsConfirmation).toBe(true);
  const unconfirmed = await ask("lock", { planHash: plan.planHash });
  expect(unconfirmed.answer.code).toBe("confirmation-missing");
  const other = await ask("lock", { planHash: "x", confirmation: "httpbin" });
  expect(other.answer.code).toBe("plan-changed");
  expect(world.simulator.store.list("PeerAuthentication")).toEqual([]);
});

test("an object that the watch has not shown yet stops the plan", async ({
  page: _,
  request,
  world,
}) => {
  const ask = asker(request, world);
  expect((await ask("lock")).status).toBe(200);
  await world.faults({ kubernetes: { silenceWatches: true } });
  const foreign = {
    selector: { matchLabels: { app: "httpbin" } },
    portLevelMtls: { "8080": { mode: "DISABLE" } },
  };
  world.simulator.store.seed({
    apiVersion: "security.istio.io/v1",
    kind: "PeerAuthentication",
    metadata: { name: "httpbin-strict", namespace: "foo" },
    spec: foreign,
  });
  const { answer } = await ask("lock");
  expect(answer.code).toBe("plan-changed");
  const [policy] = world.simulator.store.list("PeerAuthentication");
  expect(policy?.spec).toEqual(foreign);
});
