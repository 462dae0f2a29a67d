/** A computation that pauses now and then, carried out without a pause. */
export function atOnce<T>(parts: Generator<void, T>): T {
  for (;;) {
    const step = parts.next();
    if (step.done) return step.value;
  }
}
