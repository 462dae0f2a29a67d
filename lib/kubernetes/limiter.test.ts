import { describe, expect, it } from "vitest";
import { backoffMs } from "./backoff";
import { createLimiter } from "./limiter";

describe("the limiter", () => {
  it("never runs more lists at once than allowed, and runs them all", async () => {
    const limiter = createLimiter({ concurrentLists: 3, watchBudget: 1 });
    let running = 0;
    let most = 0;
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) =>
        limiter.list(async () => {
          running += 1;
          most = Math.max(most, running);
          await new Promise((resolve) => setTimeout(resolve, 1));
          running -= 1;
          if (at % 5 === 0) {
            throw new Error("failed lists give their place back");
          }
        }),
      ),
    );
    expect(most).toBe(3);
    expect(results).toHaveLength(20);
  });

  it("tells when the last list has ended, also one that had to wait and one that failed", async () => {
    const limiter = createLimiter({ concurrentLists: 1, watchBudget: 1 });
    const ended: string[] = [];
    const list = (name: string) =>
      limiter.list(async () => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        ended.push(name);
        if (name === "second") throw new Error("refused");
      });
    const lists = Promise.allSettled([list("first"), list("second")]);
    await limiter.whenListed();
    expect(ended).toEqual(["first", "second"]);
    await lists;
    await limiter.whenListed();
  });

  it("refuses watches beyond the budget until one is given back, once", () => {
    const limiter = createLimiter({ concurrentLists: 1, watchBudget: 1 });
    const release = limiter.openWatch();
    expect(limiter.openWatch()).toBeNull();
    release?.();
    release?.();
    expect(limiter.openWatch()).not.toBeNull();
    expect(limiter.openWatch()).toBeNull();
  });
});

describe("the backoff", () => {
  const tuning = { backoffBaseMs: 100, backoffCapMs: 1_000 };

  it("doubles up to its cap, and never waits less than half", () => {
    const longest = [1, 2, 3, 4, 5, 60].map((n) =>
      backoffMs(n, tuning, () => 0),
    );
    expect(longest).toEqual([100, 200, 400, 800, 1_000, 1_000]);
    expect(backoffMs(1, tuning, () => 1)).toBe(50);
  });
});
