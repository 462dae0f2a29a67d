import type { Labels } from "./labels";
import type { SampleWindow } from "./series";

/**
 * One series' answer at one moment. `name` is empty where Prometheus would have dropped it. An element
 * belongs to the one expression it is an operand of, which may change it instead of making another.
 */
export interface Element {
  name: string;
  labels: Labels;
  value: number;
  /** When the value was sampled, for timestamp(); null = computed at evaluation time. */
  sampledAtMs: number | null;
}

export interface RangeRow {
  readonly name: string;
  readonly labels: Labels;
  readonly window: SampleWindow;
}

export type Value =
  | { readonly kind: "scalar"; readonly value: number }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "vector"; readonly elements: readonly Element[] }
  | {
      readonly kind: "matrix";
      readonly rows: readonly RangeRow[];
      readonly startMs: number;
      readonly endMs: number;
    };
