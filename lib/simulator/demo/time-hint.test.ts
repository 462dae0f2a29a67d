import { afterAll, expect, it } from "vitest";
import { startSimulator } from "@/lib/simulator/server";
import { timeHint } from "./time-hint";

const simulator = await startSimulator({ scenario: "migration" });
afterAll(() => simulator.stop());

it("without a terminal, the address that is told does let ten minutes pass", async () => {
  const told = /(http\S+) -d '(.+)'/.exec(timeHint(simulator.url, false));
  const [, url = "", body = ""] = told ?? [];
  const beforeMs = simulator.clock.nowMs();
  const answer = await fetch(url, { method: "POST", body });
  expect(answer.status).toBe(200);
  expect(simulator.clock.nowMs() - beforeMs).toBeGreaterThanOrEqual(600_000);
});

it("on a terminal, a key is enough", () => {
  expect(timeHint(simulator.url, true)).toContain("Enter");
});
