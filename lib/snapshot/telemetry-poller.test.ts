import { afterEach, describe, expect, test, vi } from "vitest";
import { aTelemetry } from "@/lib/mesh/testing/inventory-builders";
import { prometheusProblem } from "@/lib/prometheus/problem";
import type { TelemetryReading } from "@/lib/prometheus/telemetry";
import { TelemetryPoller } from "./telemetry-poller";

const REFRESH_MS = 1_000;
const good: TelemetryReading = {
  state: "read",
  telemetry: aTelemetry([], []),
  warnings: [],
  notes: [],
  queries: 3,
  tookMs: 1,
};
const bad: TelemetryReading = {
  state: "failed",
  problem: prometheusProblem("unreachable", "No answer."),
};

afterEach(() => vi.useRealTimers());

function poller(answers: TelemetryReading[]) {
  vi.useFakeTimers({ now: 0 });
  let next = 0;
  const made = new TelemetryPoller({
    window: "1h",
    refreshMs: REFRESH_MS,
    clock: () => Date.now(),
    read: async () => answers[Math.min(next++, answers.length - 1)] ?? bad,
    nextSequence: () => next,
    onReading: async () => undefined,
  });
  return made;
}

describe("TelemetryPoller", () => {
  test("says starting, not empty, before the first reading", () => {
    expect(poller([good]).current()).toMatchObject({
      telemetry: null,
      statement: { state: "starting" },
    });
  });

  test("a first failure is down and leaves nothing known", async () => {
    const made = poller([bad]);
    await made.firstReading();
    expect(made.current()).toMatchObject({
      telemetry: null,
      statement: {
        state: "down",
        message: expect.stringContaining("No answer."),
      },
    });
  });

  test("a failure after a good reading is stale at first, and soon nothing is known any more", async () => {
    const made = poller([good, bad]);
    await made.firstReading();
    expect(made.current().statement.state).toBe("live");
    await vi.advanceTimersByTimeAsync(REFRESH_MS);
    expect(made.current()).toMatchObject({ statement: { state: "stale" } });
    expect(made.current().telemetry).toMatchObject({ outdated: true });
    await vi.advanceTimersByTimeAsync(4 * REFRESH_MS);
    expect(made.current()).toMatchObject({
      telemetry: null,
      statement: { state: "down" },
    });
  });

  test("an error nobody foresaw is a failed reading, and the next one may be better", async () => {
    vi.useFakeTimers({ now: 0 });
    let calls = 0;
    const made = new TelemetryPoller({
      window: "1h",
      refreshMs: REFRESH_MS,
      clock: () => Date.now(),
      read: async () => {
        calls += 1;
        if (calls === 1) throw new Error("boom");
        return good;
      },
      nextSequence: () => calls,
      onReading: async () => undefined,
    });
    await made.firstReading();
    expect(made.current().statement.state).toBe("down");
    await vi.advanceTimersByTimeAsync(REFRESH_MS);
    expect(made.current().statement.state).toBe("live");
    made.stop();
  });

  test("reads no more after it was stopped", async () => {
    const made = poller([good]);
    await made.firstReading();
    made.stop();
    const { sequence } = made.current();
    await vi.advanceTimersByTimeAsync(10 * REFRESH_MS);
    expect(made.current().sequence).toBe(sequence);
  });
});
