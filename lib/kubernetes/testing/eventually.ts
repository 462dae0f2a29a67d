import { setTimeout } from "node:timers/promises";

/** Polls until the check stops throwing, and then returns its value; rethrows its last error after the deadline. */
export async function eventually<T>(
  check: () => T | Promise<T>,
  deadlineMs = 5_000,
): Promise<T> {
  const endMs = performance.now() + deadlineMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > endMs) {
        throw error;
      }
      await setTimeout(20);
    }
  }
}
