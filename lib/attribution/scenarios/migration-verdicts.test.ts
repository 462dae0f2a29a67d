/** Istio's mutual TLS migration task at its start, derived from the semantics by hand: A2, B4, D4 and E. */
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type SimulatedDesk,
  startDesk,
} from "@/lib/attribution/testing/simulated-desk";
import { toldVerdict } from "@/lib/attribution/testing/told-verdict";
import { type Simulator, startSimulator } from "@/lib/simulator/server";

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

/** legacy/httpbin and legacy/sleep stand beside every service that could be locked. */
const E07 = "E07 I unmeshed-workloads";
/**
 * Auto mTLS is off and no rule turns mutual TLS on. Those who call are named, and one namespace of those that
 * are told the same stands for the others: bar.
 */
const E03_BAR = "E03 B auto-mtls-off bar";
const E03_FOO = "E03 B auto-mtls-off foo";

const VERDICTS: Readonly<Record<string, readonly string[]>> = {
  "bar/httpbin": [
    "PERMISSIVE",
    "plaintext_seen",
    "BLOCKED",
    "E01 B plaintext-seen",
    E03_BAR,
    E03_FOO,
    E07,
  ],
  "bar/sleep": [
    "PERMISSIVE",
    "no_traffic",
    "BLOCKED",
    E03_BAR,
    "E06 W no-traffic",
    E07,
  ],
  "foo/httpbin": [
    "PERMISSIVE",
    "plaintext_seen",
    "BLOCKED",
    "E01 B plaintext-seen",
    E03_BAR,
    E03_FOO,
    E07,
  ],
  "foo/sleep": [
    "PERMISSIVE",
    "no_traffic",
    "BLOCKED",
    E03_BAR,
    E03_FOO,
    "E06 W no-traffic",
    E07,
  ],
  // No sidecar: STRICT would do nothing, and nothing counts who calls.
  "legacy/httpbin": [
    "NOT_ENFORCED",
    "no_evidence",
    "BLOCKED",
    "E08 B pods-without-proxy",
  ],
  "legacy/sleep": [
    "NOT_ENFORCED",
    "no_evidence",
    "BLOCKED",
    "E08 B pods-without-proxy",
  ],
};

test("every service has the verdict and the reasons that the rules give by hand", async () => {
  const { matrix } = await desk.hub.latestSnapshot("24h");
  const told = Object.fromEntries(
    matrix.rows.map((row) => [
      `${row.service.namespace}/${row.service.name}`,
      toldVerdict(row),
    ]),
  );
  expect(told).toEqual(VERDICTS);
});

test("httpbin's figures name whom telemetry can name, and count who it cannot", async () => {
  const { matrix } = await desk.hub.latestSnapshot("24h");
  for (const row of matrix.rows.filter(
    ({ service, policy }) =>
      service.name === "httpbin" && policy.mode === "PERMISSIVE",
  )) {
    expect(row.verdict.reasons[0]?.params).toMatchObject({
      callers: 3,
      named: "bar/sleep, foo/sleep",
      unnamed: 1,
      connections: 0,
    });
  }
});
