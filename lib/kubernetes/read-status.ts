import type { Clock } from "@/lib/clock";
import type { SourceCause, SourceState } from "@/lib/mesh/source";
import type { KubernetesProblem } from "./problem";
import { causeOf } from "./source-cause";
import type { Tuning } from "./tuning";

/** How one list is doing. `message` is a sentence with a remedy; empty while live. */
export interface ReadStatus {
  readonly state: SourceState;
  readonly message: string;
  /** The same as a code; null while live. */
  readonly cause: SourceCause | null;
  /** Unix ms of the last change of `state`. */
  readonly sinceMs: number;
  /** Re-read now and then instead of watched; why. */
  readonly polled: string | null;
  /** The last watch that stayed silent had kept changes from us. */
  readonly missed: boolean;
}

/** Moves one ReadStatus through its states; `onChange` is told of every visible change. */
export interface StatusTracker {
  readonly status: ReadStatus;
  /** Read just now, or the watch shows a sign of life. */
  live(how?: Partial<Pick<ReadStatus, "polled" | "missed">>): void;
  /** Failed once more. The first failure of a list that was read before shows nothing: cut watches are daily life. */
  failed(problem: KubernetesProblem): void;
  forbidden(message: string): void;
  absent(message: string, cause: SourceCause): void;
  starting(): void;
}

const FORBIDDEN: SourceCause = { code: "forbidden", names: [] };
const FIRST_CAUSE: SourceCause = { code: "first-reading", names: [] };
const FIRST_READ = "It is being read for the first time; wait a moment.";

export function createStatusTracker(
  clock: Clock,
  tuning: Pick<Tuning, "staleGraceMs">,
  onChange: () => void,
): StatusTracker {
  let status: ReadStatus = {
    state: "starting",
    message: FIRST_READ,
    cause: FIRST_CAUSE,
    sinceMs: clock(),
    polled: null,
    missed: false,
  };
  let wasRead = false;
  let failures = 0;
  let failingSinceMs = 0;

  function set(
    state: SourceState,
    message: string,
    cause: SourceCause | null,
    polled: string | null = null,
    missed = false,
  ): void {
    if (
      state === status.state &&
      message === status.message &&
      polled === status.polled &&
      missed === status.missed
    ) {
      return;
    }
    const sinceMs = state === status.state ? status.sinceMs : clock();
    status = { state, message, cause, sinceMs, polled, missed };
    onChange();
  }

  function forget(): void {
    wasRead = false;
    failures = 0;
  }

  return {
    get status() {
      return status;
    },
    live({ polled = null, missed = false } = {}) {
      wasRead = true;
      failures = 0;
      set("live", "", null, polled, missed);
    },
    failed(problem) {
      failingSinceMs = failures === 0 ? performance.now() : failingSinceMs;
      failures += 1;
      const message = `${problem.message} ${problem.remedy}`;
      const failingMs = performance.now() - failingSinceMs;
      if (!wasRead || failingMs > tuning.staleGraceMs) {
        set("down", message, causeOf(problem));
      } else if (failures > 1) {
        set("stale", message, causeOf(problem));
      }
    },
    forbidden(message) {
      forget();
      set("forbidden", message, FORBIDDEN);
    },
    absent(message, cause) {
      // An answer too: what was not served a moment ago is stale knowledge, not none.
      wasRead = true;
      failures = 0;
      set("absent", message, cause);
    },
    starting() {
      forget();
      set("starting", FIRST_READ, FIRST_CAUSE);
    },
  };
}
