/** What can go wrong with the simulated Prometheus, switchable while it runs. */
export interface PrometheusFaults {
  /** Everything answers 503. */
  down: boolean;
  /** Real milliseconds before every answer. */
  slowMs: number;
  /** Every answer is a web page, as a login proxy in front would send. */
  html: boolean;
  /** Warnings that every good answer carries. */
  warnings: readonly string[];
  /** Answers only a part of the series, with the warning that a federating store gives. */
  partial: boolean;
}

export const NO_PROMETHEUS_FAULTS: PrometheusFaults = {
  down: false,
  slowMs: 0,
  html: false,
  warnings: [],
  partial: false,
};

export const PARTIAL_WARNING =
  "partial response: a store did not answer in time";
