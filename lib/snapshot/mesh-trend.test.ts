import { describe, expect, test } from "vitest";
import type { MeshTrendReading } from "@/lib/prometheus/mesh-trend";
import { prometheusProblem } from "@/lib/prometheus/problem";
import { MeshTrends } from "./mesh-trend";

const READ: MeshTrendReading = {
  state: "read",
  endS: 0,
  stepS: 60,
  steps: [],
  warnings: [],
};
const FAILED: MeshTrendReading = {
  state: "failed",
  problem: prometheusProblem("unreachable", "Nobody answers."),
};

const EVERYBODY = () => true;

function trends(answers: readonly MeshTrendReading[]) {
  let nowMs = 0;
  let asked = 0;
  const kept = new MeshTrends(
    () => nowMs,
    async () => {
      const answer = answers[asked] ?? READ;
      asked += 1;
      return answer;
    },
  );
  return {
    kept,
    asked: () => asked,
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
}

describe("the course of all traffic", () => {
  test("is asked once for fifty viewers, and once per window", async () => {
    const { kept, asked } = trends([]);
    await Promise.all(
      Array.from({ length: 50 }, () => kept.of("1h", 0, EVERYBODY)),
    );
    expect(asked()).toBe(1);
    await kept.of("24h", 0, EVERYBODY);
    expect(asked()).toBe(2);
  });

  test("is asked again after a step, and not before", async () => {
    const { kept, asked, pass } = trends([]);
    await kept.of("1h", 0, EVERYBODY);
    pass(59_000);
    await kept.of("1h", 0, EVERYBODY);
    expect(asked()).toBe(1);
    pass(1_000);
    await kept.of("1h", 0, EVERYBODY);
    expect(asked()).toBe(2);
  });

  test("is asked again soon after a failure", async () => {
    const { kept, pass } = trends([FAILED, READ]);
    expect(await kept.of("30d", 0, EVERYBODY)).toBe(FAILED);
    pass(5_000);
    expect(await kept.of("30d", 0, EVERYBODY)).toBe(READ);
  });
});
