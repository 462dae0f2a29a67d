import { CHANGES, POD_CHANGES } from "./changes";
import {
  changeTiming,
  coldFindingsTiming,
  coldTiming,
  findingsTiming,
  matrixTiming,
} from "./measure";
import { scaleOf } from "./mesh-at-scale";
import type { Report } from "./report";

const SERVICES = 10_000;

/** @param quick fewer runs: a first look, not a figure to keep */
export function measureLaw(quick: boolean): Report {
  const runs = quick ? { cold: 3, change: 11 } : { cold: 7, change: 41 };
  const scale = scaleOf(SERVICES);
  return {
    node: process.version,
    growth: [1_000, 2_000, 5_000, SERVICES].map((services) => ({
      services,
      timing: coldTiming(scaleOf(services), runs.cold),
    })),
    changes: CHANGES.map((change) => changeTiming(scale, change, runs.change)),
    crowded: POD_CHANGES.map((change) =>
      changeTiming(scaleOf(SERVICES, 1_000), change, runs.change),
    ),
    matrix: POD_CHANGES.map((change) =>
      matrixTiming(scale, change, runs.change),
    ),
    findings: {
      cold: coldFindingsTiming(scale, runs.cold),
      changes: CHANGES.map((change) =>
        findingsTiming(scale, change, runs.change),
      ),
    },
  };
}
