import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { systemClock } from "@/lib/clock";
import { connectKubernetes } from "@/lib/kubernetes/connection";
import { eventually } from "@/lib/kubernetes/testing/eventually";
import { type Simulator, startSimulator } from "@/lib/simulator/server";
import { bookOf } from "./desk";
import { findOutWho, type WhoAnswer } from "./find-out-who";
import { readCallers } from "./read-callers";
import { type SimulatedDesk, startDesk } from "./testing/simulated-desk";

let simulator: Simulator;
let desk: SimulatedDesk;

async function start(scenario: "shop" | "migration" | "ambient") {
  simulator = await startSimulator({ scenario });
  desk = await startDesk(simulator.kubeconfigPath, simulator.prometheusUrl);
}

async function stop() {
  await desk?.stop();
  await simulator?.stop();
}

function ask(path: string, sinceSeconds = 3_600): Promise<WhoAnswer> {
  const [namespace = "", service = ""] = path.split("/");
  return findOutWho(
    desk.hub,
    bookOf(desk.hub),
    { namespace, service, sinceSeconds },
    systemClock(),
  );
}

const callersOf = ({ log }: WhoAnswer) =>
  log.attribution.callers.map(({ who, reason }) => [
    who.kind === "workload"
      ? `${who.workload.namespace}/${who.workload.name}`
      : who.kind,
    reason?.cause ?? null,
  ]);

describe("Istio's own example, half way", () => {
  beforeAll(() => start("migration"));
  afterAll(stop);

  it("names the client without a sidecar, with counts, times and the cause", async () => {
    const answer = await ask("foo/httpbin");
    const sleep = answer.log.attribution.callers.find(
      ({ who }) =>
        who.kind === "workload" && who.workload.namespace === "legacy",
    );
    expect(sleep).toMatchObject({
      who: { workload: { kind: "Deployment", name: "sleep" } },
      reason: { cause: "namespace-not-labelled" },
      refused: 0,
    });
    expect(sleep?.accepted).toBeGreaterThan(0);
    expect(answer.log.verdict).toBe("plaintext-found");
    expect(answer.log.readings).toMatchObject([
      { outcome: "read", missing: "none", notUnderstood: 0 },
    ]);
  });

  it("ranks it among the candidates without reading any log", async () => {
    const { candidates } = await ask("foo/httpbin");
    expect(candidates.unmeshed.map(({ workload }) => workload)).toContainEqual({
      kind: "Deployment",
      namespace: "legacy",
      name: "sleep",
    });
  });

  it("tells a user who may not read logs so, pod by pod", async () => {
    const { index } = desk.hub.meshReading();
    const service = index.services.get("foo/httpbin");
    const nobody = await connectKubernetes({
      kubeconfig: simulator.kubeconfigPaths.nobody,
      context: null,
    });
    if (service === undefined) throw new Error("no httpbin");
    const findings = await readCallers(nobody, {
      index,
      meshConfigKnown: true,
      book: bookOf(desk.hub),
      service,
      sinceSeconds: 600,
    });
    nobody.close();
    expect(findings.verdict).toBe("nothing-read");
    expect(findings.readings).toMatchObject([{ outcome: "forbidden" }]);
    expect(findings.readings[0]?.problem).toContain("cannot get pods/log");
  });

  it("does not know a service that is not there", async () => {
    await expect(ask("foo/nothing")).rejects.toMatchObject({
      code: "service-unknown",
    });
  });
});

describe("a shop with strangers, whose access log is off", () => {
  beforeAll(() => start("shop"));
  afterAll(stop);

  it("never says that nobody called", async () => {
    const { log } = await ask("messaging/push");
    expect(log.verdict).toBe("nothing-read");
    expect(log.readings.length).toBeGreaterThan(0);
    for (const { outcome } of log.readings) expect(outcome).toBe("logging-off");
  });

  it("reports an address whose pod is gone instead of naming the pod that has it now", async () => {
    const answer = await ask("accounts/profiles");
    expect(callersOf(answer).flat()).not.toContain("erp/report-mailer");
    expect(answer.log.attribution.notAttributed.unknownAddresses).toMatchObject(
      [{ place: "pod-range" }],
    );
  });

  it("knows nodes and outsiders once the log is on", async () => {
    const [config] = simulator.store
      .list("ConfigMap", "istio-system")
      .filter(({ metadata }) => metadata.name === "istio");
    const before = z.object({ mesh: z.string() }).parse(config?.data).mesh;
    const path = "/api/v1/namespaces/istio-system/configmaps/istio";
    await desk.hub.connection.requestJson("PATCH", path, {
      contentType: "application/merge-patch+json",
      body: { data: { mesh: `${before}\naccessLogFile: /dev/stdout\n` } },
    });
    await eventually(() =>
      expect(desk.hub.reading().inventory.meshConfig.accessLog?.file).toBe(
        "/dev/stdout",
      ),
    );
    simulator.clock.advance(600_000);
    expect(callersOf(await ask("shipping/labels"))).toContainEqual([
      "node",
      "kubelet-probe",
    ]);
    const partner = await ask("accounts/partner-api");
    expect(
      partner.log.attribution.notAttributed.unknownAddresses,
    ).toMatchObject([{ ip: "203.0.113.24", place: "outside" }]);
    expect(callersOf(await ask("messaging/push"))).toContainEqual([
      "erp/price-export",
      expect.any(String),
    ]);
  });
});

describe("an ambient mesh", () => {
  beforeAll(() => start("ambient"));
  afterAll(stop);

  it("reads the node's ztunnel for a locked service, and counts who is turned away", async () => {
    simulator.clock.advance(1_200_000);
    const answer = await ask("archive/catalogue");
    expect(answer.log.readings[0]?.source.kind).toBe("ztunnel");
    const refused = answer.log.attribution.callers.filter(
      (caller) => caller.refused > 0,
    );
    expect(refused.length).toBeGreaterThan(0);
    for (const caller of refused) expect(caller.who.kind).toBe("workload");
  });
});
