import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "@/lib/simulator/server";
import { contractQueries, refusedQueries } from "./prometheus-contract";
import { type RealPrometheus, startPrometheus } from "./real-prometheus";

/**
 * A real Prometheus scrapes the simulated world four times a second; the world says for every value
 * which whole second it belongs to, so both hold the very same samples, one a second, and must give
 * the very same answers. Half way a policy arrives and a rule goes, so that series are born and die.
 */
const scrapeIntervalMs = 1_000;
const recordedS = 26;
/** Sums are made in another order, so the last bits may differ. */
const relativeTolerance = 1e-9;

let simulator: Simulator;
let real: RealPrometheus;
/** Scrapes the same world as any Prometheus would: with its own clock, once a second. */
let ordinary: RealPrometheus;
let evaluatedAtS: number;

beforeAll(async () => {
  simulator = await startSimulator({ scenario: "shop", scrapeIntervalMs });
  const scrape = {
    job_name: "simulator",
    honor_labels: true,
    static_configs: [{ targets: [new URL(simulator.url).host] }],
  };
  real = await startPrometheus([
    {
      ...scrape,
      scrape_interval: "250ms",
      scrape_timeout: "250ms",
      params: { aligned: ["1"] },
    },
  ]);
  ordinary = await startPrometheus([scrape]);
  const recordedFromMs = await firstSampleMs(real);
  // Neither knows anything of the time before the first scrape.
  simulator.world.traffic.forgetBefore(recordedFromMs);
  await delay(recordedFromMs + (recordedS / 2) * 1_000 - Date.now());
  lockCatalog(simulator);
  await delay(recordedFromMs + (recordedS + 2) * 1_000 - Date.now());
  // Between two samples, where versions of Prometheus agree which samples a window holds.
  evaluatedAtS = recordedFromMs / 1_000 + recordedS + 0.4;
}, 90_000);

afterAll(async () => {
  await real?.stop();
  await ordinary?.stop();
  await simulator?.stop();
});

describe("the simulated Prometheus answers as a real one does", () => {
  it.each(contractQueries(recordedS - 5))("query %s", async (query) => {
    const parameters = { query, time: String(evaluatedAtS) };
    expectAlike(
      await ask(simulator.prometheusUrl, "query", parameters),
      await ask(real.url, "query", parameters),
    );
  });

  it.each(contractQueries(8))("query_range %s", async (query) => {
    const parameters = {
      query,
      start: String(evaluatedAtS - 8),
      end: String(evaluatedAtS),
      step: "2",
    };
    expectAlike(
      await ask(simulator.prometheusUrl, "query_range", parameters),
      await ask(real.url, "query_range", parameters),
    );
  });

  it.each(refusedQueries)("refuses %j", async (query) => {
    const parameters = { query, time: String(evaluatedAtS) };
    const ours = await ask(simulator.prometheusUrl, "query", parameters);
    const theirs = await ask(real.url, "query", parameters);
    expect(theirs.body.status).toBe("error");
    expect({ http: ours.http, type: ours.body.errorType }).toEqual({
      http: theirs.http,
      type: theirs.body.errorType,
    });
  });

  it("knows the same label values", async () => {
    const path = "label/source_workload_namespace/values";
    const ours = await ask(simulator.prometheusUrl, path, null);
    const theirs = await ask(real.url, path, null);
    expect(ours.body.data).toEqual(theirs.body.data);
  });
});

describe("an ordinary Prometheus that scrapes /metrics sees the same world", () => {
  it("with the same series and, but for when it looked, the same counts", async () => {
    const query = `increase(istio_requests_total[20s])`;
    const parameters = { query, time: String(evaluatedAtS) };
    const ours = points(
      await ask(simulator.prometheusUrl, "query", parameters),
    );
    const theirs = points(await ask(ordinary.url, "query", parameters));
    expect([...theirs.keys()].sort()).toEqual([...ours.keys()].sort());
    for (const [key, value] of theirs) {
      // Each end of the window falls up to one scrape earlier or later: two seconds of twenty, and two calls.
      const difference = Math.abs((ours.get(key) ?? 0) - value);
      expect(difference, key).toBeLessThanOrEqual(2 + value * 0.1);
    }
  });

  it("and loses sight of a pod that is gone", async () => {
    const [pod] = simulator.store.list("Pod", "search");
    simulator.store.remove("Pod", "search", pod?.metadata.name ?? "");
    await delay(3_000);
    const query = 'count(istio_build{namespace="search"})';
    const count = async (url: string) => [
      ...points(await ask(url, "query", { query })).values(),
    ];
    expect(await count(simulator.prometheusUrl)).toEqual([7]);
    expect(await count(ordinary.url)).toEqual([7]);
  });
});

interface Answer {
  readonly http: number;
  readonly body: {
    readonly status: string;
    readonly errorType?: string;
    readonly data?: {
      readonly resultType: string;
      readonly result: unknown;
    };
  };
}

async function ask(
  url: string,
  path: string,
  parameters: Record<string, string> | null,
): Promise<Answer> {
  const response = await fetch(
    `${url}/api/v1/${path}`,
    parameters === null
      ? {}
      : { method: "POST", body: new URLSearchParams(parameters) },
  );
  return { http: response.status, body: await response.json() };
}

interface Row {
  readonly metric: Record<string, string>;
  readonly value?: readonly [number, string];
  readonly values?: readonly (readonly [number, string])[];
}

function expectAlike(ours: Answer, theirs: Answer): void {
  expect(theirs.body.status, JSON.stringify(theirs.body)).toBe("success");
  expect(ours.body.status, JSON.stringify(ours.body)).toBe("success");
  expect(ours.body.data?.resultType).toBe(theirs.body.data?.resultType);
  const [mine, other] = [points(ours), points(theirs)];
  expect([...mine.keys()].sort()).toEqual([...other.keys()].sort());
  for (const [key, value] of other) {
    const found = mine.get(key) ?? Number.NaN;
    if (!Object.is(found, value)) {
      const difference = Math.abs(found - value);
      expect(difference, `${key}: ${found} for ${value}`).toBeLessThanOrEqual(
        Math.abs(value) * relativeTolerance,
      );
    }
  }
}

/** A Prometheus looks for its targets only some seconds after it says that it is ready. */
async function firstSampleMs({ url }: RealPrometheus): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { body } = await ask(url, "query", { query: "istio_build[1m]" });
    const result = body.data?.result;
    const rows: readonly Row[] = Array.isArray(result) ? result : [];
    const first = rows.flatMap(({ values }) => values?.[0]?.[0] ?? []);
    if (first.length > 0) {
      return Math.min(...first) * 1_000;
    }
    await delay(200);
  }
  throw new Error("the real Prometheus has not scraped anything within 20 s");
}

/** Every value of an answer by its labels and its time. */
function points({ body }: Answer): Map<string, number> {
  const found = new Map<string, number>();
  const result = body.data?.result;
  if (body.data?.resultType === "scalar" && Array.isArray(result)) {
    found.set(`${result[0]}`, Number(result[1]));
    return found;
  }
  const rows: Row[] = Array.isArray(result) ? result : [];
  for (const { metric, value, values } of rows) {
    const labels = JSON.stringify(Object.entries(metric).sort());
    for (const [time, text] of values ?? (value === undefined ? [] : [value])) {
      found.set(`${labels} @ ${time}`, numberOf(text));
    }
  }
  return found;
}

function numberOf(text: string): number {
  return Number(text.replace("Inf", "Infinity"));
}

/** Cuts the price import, and turns two callers from plaintext to mutual TLS. */
function lockCatalog({ store }: Simulator): void {
  store.seed({
    apiVersion: "security.istio.io/v1",
    kind: "PeerAuthentication",
    metadata: { name: "default", namespace: "catalog" },
    spec: { mtls: { mode: "STRICT" } },
  });
  store.remove("DestinationRule", "web", "search-without-mtls");
}
