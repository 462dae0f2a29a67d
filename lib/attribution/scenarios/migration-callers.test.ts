/** Istio's mutual TLS migration task: who sends plaintext to httpbin, before its lock and after it. */
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  type SimulatedDesk,
  startDesk,
} from "@/lib/attribution/testing/simulated-desk";
import { askWho, toldCallers } from "@/lib/attribution/testing/told-callers";
import { toldVerdict } from "@/lib/attribution/testing/told-verdict";
import { eventually } from "@/lib/kubernetes/testing/eventually";
import { type Simulator, startSimulator } from "@/lib/simulator/server";

// The logs of whole scenarios, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let simulator: Simulator;
let desk: SimulatedDesk;

beforeAll(async () => {
  simulator = await startSimulator({ scenario: "migration" });
  desk = await startDesk(simulator.kubeconfigPath, simulator.prometheusUrl);
}, 60_000);

afterAll(async () => {
  await desk.stop();
  await simulator.stop();
});

const told = (path: string) =>
  `Deployment ${path}: auto-mtls-off → turn-auto-mtls-on`;
const LEGACY =
  "Deployment legacy/sleep: namespace-not-labelled → label-namespace-and-restart";

describe("the plaintext of the migration task", () => {
  it.each(["foo/httpbin", "bar/httpbin"])(
    "at %s is named with cause and remedy",
    async (path) => {
      const answer = await askWho(desk, path, 300);
      expect(toldCallers(answer)).toEqual([
        told("bar/sleep"),
        told("foo/sleep"),
        LEGACY,
      ]);
    },
  );

  it.each(["foo/sleep", "bar/sleep"])("never came to %s", async (path) => {
    const answer = await askWho(desk, path, 300);
    expect(toldCallers(answer)).toEqual([]);
    expect(answer.log.verdict).not.toBe("plaintext-found");
  });

  it("goes on after the lock of foo/httpbin, refused and named", async () => {
    simulator.store.seed({
      apiVersion: "security.istio.io/v1",
      kind: "PeerAuthentication",
      metadata: { name: "httpbin-strict", namespace: "foo" },
      spec: {
        selector: { matchLabels: { app: "httpbin" } },
        mtls: { mode: "STRICT" },
      },
    });
    await eventually(() =>
      expect(desk.hub.reading().inventory.peerAuthentications).toHaveLength(1),
    );
    // So long ago that no call from before is in the window or the logs.
    simulator.clock.advance(1_200_000);
    const answer = await askWho(desk, "foo/httpbin", 300);
    expect(toldCallers(answer)).toEqual([
      told("bar/sleep"),
      told("foo/sleep"),
      LEGACY,
    ]);
    for (const { accepted, refused } of answer.log.attribution.callers) {
      expect(accepted).toBe(0);
      expect(refused).toBeGreaterThan(200);
    }
    const { matrix } = await desk.hub.latestSnapshot("15m");
    const row = matrix.rows.find(
      ({ service }) =>
        service.namespace === "foo" && service.name === "httpbin",
    );
    // Clients with a proxy saw their own calls fail; legacy/sleep has none, so that only the log names it.
    expect(row?.verdict.reasons[0]?.params).toMatchObject({
      named: "bar/sleep, foo/sleep",
      unnamed: 0,
    });
    expect(row && toldVerdict(row)).toEqual([
      "STRICT",
      "no_traffic",
      "LOCKED",
      "I still-knocking",
      "I locked",
    ]);
  });
});
