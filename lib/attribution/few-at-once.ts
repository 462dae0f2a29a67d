import { AttributionProblem } from "./problem";

/**
 * Does work of one kind, no more than `most` at a time in this process. One more is turned away instead of
 * waiting, because whoever waits asks again.
 * @throws AttributionProblem "busy"
 */
export function fewAtOnce(
  most: number,
): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  return async (work) => {
    if (running >= most) {
      throw new AttributionProblem(
        "busy",
        `The proxies' logs are being read for ${most} others already; each reading takes megabytes from the kubelets.`,
        "Ask again in some seconds.",
      );
    }
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
    }
  };
}
