import type { SimulatedClock } from "@/lib/simulator/clock";
import { hashOf } from "@/lib/simulator/random";
import type { ObjectStore } from "@/lib/simulator/store";
import type { Flow } from "@/lib/simulator/traffic/flow";
import { PodRoller } from "./pod-roller";
import { flipPolicy } from "./policy-flip";
import { moveCaller } from "./sidecar-move";

export interface ChurnOptions {
  readonly store: ObjectStore;
  readonly clock: SimulatedClock;
  readonly seed: number;
  readonly flows: readonly Flow[];
}

/** What a step did: "pod payments-1/refund-api-…", for tests and curious people; null = nothing was there to do. */
export type ChurnStep = string | null;

const CALLER_EVERY = 20;
const POLICY_EVERY = 30;

/**
 * What goes on in a cluster all day, in steps: pods roll, and now and then a caller gets or loses its
 * sidecar, or a namespace's policy changes. Each step is made of the seed and its own number, and no
 * step changes how many objects there are.
 */
export class Churn {
  private done = 0;
  private roller: PodRoller | null = null;
  private flipped: string | null = null;
  private moved: string | null = null;

  constructor(private readonly options: ChurnOptions) {}

  /** Steps made so far. */
  get steps(): number {
    return this.done;
  }

  step(): ChurnStep {
    const { store, clock, seed, flows } = this.options;
    this.roller ??= new PodRoller(store, clock, seed);
    this.done += 1;
    const draw = (text: string) => hashOf(`${seed}|churn ${this.done}|${text}`);
    if (this.done % POLICY_EVERY === 0) {
      this.flipped = flipPolicy(store, draw, this.flipped);
      return this.flipped === null ? null : `policy ${this.flipped}`;
    }
    if (this.done % CALLER_EVERY === 0) {
      this.moved = moveCaller(
        { store, flows, roller: this.roller },
        draw,
        this.moved,
      );
      return this.moved === null ? null : `caller ${this.moved}`;
    }
    return this.roller.rollAny(draw);
  }
}
