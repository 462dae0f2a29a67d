/** Bounds what all readers of one cluster do at once: lists in flight wait their turn, watches beyond the budget are refused. */
export interface Limiter {
  /** Runs `work` when fewer than the allowed lists are in flight. */
  list<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when no list is in flight or waits its turn. */
  whenListed(): Promise<void>;
  /** Takes one watch from the budget; null when it is used up. Call the result to give it back. */
  openWatch(): (() => void) | null;
}

export function createLimiter(limits: {
  readonly concurrentLists: number;
  readonly watchBudget: number;
}): Limiter {
  let running = 0;
  let watches = 0;
  const waiting: (() => void)[] = [];
  let atRest: (() => void)[] = [];

  function rest(): void {
    for (const resolve of atRest) resolve();
    atRest = [];
  }

  return {
    async list(work) {
      if (running >= limits.concurrentLists) {
        // The finished one hands over its place, so `running` stays as it is.
        await new Promise<void>((resolve) => waiting.push(resolve));
      } else {
        running += 1;
      }
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next === undefined) {
          running -= 1;
          if (running === 0) rest();
        } else {
          next();
        }
      }
    },
    whenListed() {
      return running === 0
        ? Promise.resolve()
        : new Promise((resolve) => atRest.push(resolve));
    },
    openWatch() {
      if (watches >= limits.watchBudget) {
        return null;
      }
      watches += 1;
      let isOpen = true;
      return () => {
        watches -= isOpen ? 1 : 0;
        isOpen = false;
      };
    },
  };
}
