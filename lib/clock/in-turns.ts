import { setImmediate } from "node:timers/promises";

/** A long computation that stops now and then; it goes on from there when it is asked to. */
export type InParts<T> = Generator<void, T, void>;

/** Well below what anybody who waits for another answer would notice. */
const TURN_MS = 10;

/**
 * Carries a long computation out in turns, so that requests and events are served in between. A part is never cut: how
 * long they are is up to the computation. Throws what it throws.
 */
export async function inTurns<T>(
  parts: InParts<T>,
  turnMs = TURN_MS,
): Promise<T> {
  for (;;) {
    const endMs = performance.now() + turnMs;
    do {
      const step = parts.next();
      if (step.done) return step.value;
    } while (performance.now() < endMs);
    await setImmediate();
  }
}
