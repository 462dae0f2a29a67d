import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "@/lib/clock";
import { eventually } from "@/lib/kubernetes/testing/eventually";
import { type Simulator, startSimulator } from "@/lib/simulator/server";
import { bookOf } from "./desk";
import { findOutWho } from "./find-out-who";
import { endTelemetry, startTelemetry } from "./switch-telemetry";
import { offerTelemetry } from "./telemetry-offer";
import { type SimulatedDesk, startDesk } from "./testing/simulated-desk";

const LIST = "/apis/telemetry.istio.io/v1/namespaces/messaging/telemetries";
const target = { namespace: "messaging", service: "push", durationSeconds: 60 };

let simulator: Simulator;
let desk: SimulatedDesk;

beforeEach(async () => {
  simulator = await startSimulator({ scenario: "shop" });
  desk = await startDesk(simulator.kubeconfigPath, simulator.prometheusUrl);
});

afterEach(async () => {
  await desk.stop();
  await simulator.stop();
});

const offer = (of = target) => offerTelemetry(desk.hub, of, systemClock());
const start = (planHash: string, of = target) =>
  startTelemetry(desk.hub, of, planHash, systemClock());
const there = (namespace = "messaging") =>
  simulator.store.list("Telemetry", namespace).map(({ metadata }) => metadata);

async function create(metadata: object, spec: object = {}) {
  await desk.hub.connection.requestJson("POST", LIST, {
    body: {
      apiVersion: "telemetry.istio.io/v1",
      kind: "Telemetry",
      metadata,
      spec,
    },
  });
}

async function began(of = target) {
  const { planHash } = await offer(of);
  return start(planHash ?? "", of);
}

describe("switching an access log on for a while", () => {
  it("shows the manifest, writes nothing, and then writes exactly that", async () => {
    const shown = await offer();
    expect(shown).toMatchObject({ obstacle: null, pods: expect.any(Number) });
    expect(there()).toEqual([]);
    const { name } = await start(shown.planHash ?? "");
    expect(name).toBe("lockstep-log-push");
    const [stored] = simulator.store.list("Telemetry", "messaging");
    expect(stored?.spec).toEqual(shown.manifest?.spec);
    expect(stored?.spec).toMatchObject({
      selector: { matchLabels: { app: "push" } },
      accessLogging: [
        {
          providers: [{ name: "envoy" }],
          filter: { expression: "connection.mtls == false" },
        },
      ],
    });
    expect(stored?.metadata.labels).toMatchObject({
      "app.kubernetes.io/managed-by": "lockstep",
    });
  });

  it("makes the callers known", async () => {
    await began();
    simulator.clock.advance(600_000);
    const { log } = await findOutWho(
      desk.hub,
      bookOf(desk.hub),
      { namespace: "messaging", service: "push", sinceSeconds: 600 },
      systemClock(),
    );
    expect(log.verdict).toBe("plaintext-found");
    expect(log.readings[0]?.logging).toMatchObject({
      state: "on",
      filter: "plaintext-only",
      decidedBy: { kind: "Telemetry", name: "lockstep-log-push" },
    });
    expect(log.attribution.callers).toMatchObject([
      { who: { workload: { namespace: "erp", name: "price-export" } } },
    ]);
  });

  it("writes nothing for a consent to something else", async () => {
    const { planHash } = await offer();
    const longer = { ...target, durationSeconds: 120 };
    await expect(start(planHash ?? "", longer)).rejects.toMatchObject({
      code: "plan-changed",
    });
    expect(there()).toEqual([]);
  });

  it("says that another Telemetry would keep it from working, and writes nothing", async () => {
    await create(
      { name: "theirs" },
      { selector: { matchLabels: { app: "push" } } },
    );
    await eventually(async () =>
      expect(await offer()).toMatchObject({
        obstacle: "selected-already",
        objects: [{ kind: "Telemetry", name: "theirs" }],
        planHash: null,
      }),
    );
    await expect(start("")).rejects.toMatchObject({ code: "not-possible" });
  });

  it("is not offered twice, and for no more than a few services at once", async () => {
    await began();
    expect(await offer()).toMatchObject({ obstacle: "already-active" });
    await began({ ...target, service: "sms" });
    await began({ ...target, namespace: "shipping", service: "labels" });
    const fourth = { ...target, namespace: "shipping", service: "tracking" };
    expect(await offer(fourth)).toMatchObject({ obstacle: "too-many" });
  });

  it("is ended on request, but nobody else's is", async () => {
    const { name } = await began();
    await create({ name: "theirs" });
    await endTelemetry(desk.hub, { namespace: "messaging", name });
    const refused = endTelemetry(desk.hub, {
      namespace: "messaging",
      name: "theirs",
    });
    await expect(refused).rejects.toMatchObject({ code: "not-possible" });
    expect(there().map((found) => found.name)).toEqual(["theirs"]);
  });
});

describe("what has expired", () => {
  const ours = { "app.kubernetes.io/managed-by": "lockstep" };
  const past = { "lockstep.dev/expires-at": "2020-01-01T00:00:00Z" };
  const soon = () => ({
    "lockstep.dev/expires-at": new Date(systemClock() + 900).toISOString(),
  });

  it("is removed by itself, when its time comes and nothing else happens", async () => {
    await create({ name: "lockstep-log-a", labels: ours, annotations: soon() });
    await eventually(() => expect(there()).toHaveLength(1));
    await eventually(() => expect(there()).toEqual([]), 4_000);
  });

  it("is removed after a restart, and nothing that is not ours", async () => {
    await desk.stop();
    await create({ name: "lockstep-log-a", labels: ours, annotations: past });
    await create({ name: "lockstep-log-b", annotations: past });
    await create({ name: "lockstep-log-c", labels: ours });
    await create({ name: "other", labels: ours, annotations: past });
    desk = await startDesk(simulator.kubeconfigPath, simulator.prometheusUrl);
    await eventually(() =>
      expect(
        there()
          .map(({ name }) => name)
          .sort(),
      ).toEqual(["lockstep-log-b", "lockstep-log-c", "other"]),
    );
  });
});
