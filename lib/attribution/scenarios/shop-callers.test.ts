/**
 * Every caller that sends plaintext in the shop, with cause and remedy, or listed as not attributable. The
 * table was made from the scenario and the semantics (A5, B2, D2, E10, E11, E13, E16) by hand.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  type SimulatedDesk,
  startDesk,
} from "@/lib/attribution/testing/simulated-desk";
import { askWho, toldCallers } from "@/lib/attribution/testing/told-callers";
import { eventually } from "@/lib/kubernetes/testing/eventually";
import { type Simulator, startSimulator } from "@/lib/simulator/server";

const LOGGED_S = 960;

// The logs of whole scenarios, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let simulator: Simulator;
let desk: SimulatedDesk;

/** Somebody who may not have seen the shop before switches every proxy's log on, for plaintext alone. */
beforeAll(async () => {
  simulator = await startSimulator({ scenario: "shop" });
  desk = await startDesk(simulator.kubeconfigPath, simulator.prometheusUrl);
  simulator.store.seed({
    apiVersion: "telemetry.istio.io/v1",
    kind: "Telemetry",
    metadata: { name: "plaintext-log", namespace: "istio-system" },
    spec: {
      accessLogging: [
        {
          providers: [{ name: "envoy" }],
          filter: { expression: "connection.mtls == false" },
        },
      ],
    },
  });
  await eventually(() =>
    expect(
      desk.hub.reading().inventory.telemetries?.items.map(({ name }) => name),
    ).toContain("plaintext-log"),
  );
  simulator.clock.advance(LOGGED_S * 1_000);
}, 60_000);

afterAll(async () => {
  await desk.stop();
  await simulator.stop();
});

const unlabelled = (path: string) =>
  `Deployment ${path}: namespace-not-labelled → label-namespace-and-restart`;
const told = (path: string) =>
  `Deployment ${path}: destination-rule → edit-rule`;
const PROMETHEUS =
  "StatefulSet monitoring/prometheus: prometheus-scrape → give-scraper-a-certificate";
/** Its kubelet, a pod on its network, or who came in at a node port: an address cannot tell. */
const NODE = "node → look-at-node";

const CALLERS: Readonly<Record<string, readonly string[]>> = {
  "accounts/accounts-api": [unlabelled("erp/erp-gateway"), PROMETHEUS],
  "accounts/partner-api": ["not attributable: outside"],
  // erp/tax-sync was gone before anybody looked; erp/report-mailer has its address now.
  "accounts/profiles": ["not attributable: pod-range"],
  "catalog/prices": [
    "Deployment catalog/price-import: older-than-label → restart",
    unlabelled("erp/erp-gateway"),
  ],
  "catalog/products": [PROMETHEUS],
  // batch/stock-sync runs for seconds, once an hour.
  "catalog/stock": ["not attributable: pod-range"],
  "checkout/orders": [unlabelled("erp/invoicing"), PROMETHEUS],
  "data/kafka": ["StatefulSet data/kafka: port-of-no-service → declare-port"],
  "data/pgbouncer": [unlabelled("erp/invoicing")],
  "ledger/statements": [unlabelled("erp/invoicing")],
  "messaging/push": [
    "CronJob erp/price-export: job-without-sidecar → give-job-a-sidecar",
  ],
  "messaging/sms": [NODE],
  "payments/card-vault": [PROMETHEUS],
  "search/indexer": [PROMETHEUS],
  "search/search-api": [told("web/mobile-api"), told("web/storefront")],
  "search/suggest": [told("web/mobile-api")],
  "shipping/labels": ["node: kubelet-probe → rewrite-probes"],
  "shipping/shipments": [unlabelled("erp/warehouse")],
  "shipping/tracking": [NODE],
};

describe("the plaintext of the shop", () => {
  it.each(Object.entries(CALLERS))(
    "at %s is named with cause and remedy, or listed as not attributable",
    async (path, callers) => {
      const answer = await askWho(desk, path, 3_600);
      expect(answer.log.verdict).toBe("plaintext-found");
      expect(toldCallers(answer)).toEqual(callers);
    },
  );

  it("comes to no other service that has a proxy", async () => {
    const { matrix } = await desk.hub.latestSnapshot("1h");
    const seen = matrix.rows
      .filter(({ evidence }) => evidence.state === "plaintext_seen")
      .map(({ service }) => `${service.namespace}/${service.name}`);
    // What a locked service refuses is in no metric.
    expect([...seen, "ledger/statements"].sort()).toEqual(Object.keys(CALLERS));
  });

  it("from a node names the pods on its network, which may have sent it", async () => {
    const { log } = await askWho(desk, "messaging/sms", LOGGED_S);
    expect(log.attribution.callers).toHaveLength(6);
    for (const { pods } of log.attribution.callers) {
      expect(pods).toEqual([expect.stringMatching(/^node-agent-/)]);
    }
  });

  it("that is refused is counted as refused", async () => {
    const { log } = await askWho(desk, "ledger/statements", LOGGED_S);
    expect(log.attribution.callers).toMatchObject([{ accepted: 0 }]);
    expect(log.attribution.callers[0]?.refused).toBeGreaterThan(20);
  });
});
