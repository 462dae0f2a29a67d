/**
 * How long it takes to resolve everything. Usage: npm run bench -- [--json FILE] [--quick]
 * It prints and judges nothing: times belong to the machine they were taken on.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { CHANGES, POD_CHANGES } from "./changes";
import {
  changeTiming,
  coldFindingsTiming,
  coldTiming,
  findingsTiming,
  matrixTiming,
} from "./measure";
import { scaleOf } from "./mesh-at-scale";
import { printed, type Report } from "./report";

const { values } = parseArgs({
  options: {
    json: { type: "string" },
    quick: { type: "boolean", default: false },
  },
});
const runs = values.quick ? { cold: 3, change: 11 } : { cold: 7, change: 41 };
const services = 10_000;

const report: Report = {
  node: process.version,
  growth: [1_000, 2_000, 5_000, services].map((count) => ({
    services: count,
    timing: coldTiming(scaleOf(count), runs.cold),
  })),
  changes: CHANGES.map((change) =>
    changeTiming(scaleOf(services), change, runs.change),
  ),
  crowded: POD_CHANGES.map((change) =>
    changeTiming(scaleOf(services, 1_000), change, runs.change),
  ),
  matrix: POD_CHANGES.map((change) =>
    matrixTiming(scaleOf(services), change, runs.change),
  ),
  findings: {
    cold: coldFindingsTiming(scaleOf(services), runs.cold),
    changes: CHANGES.map((change) =>
      findingsTiming(scaleOf(services), change, runs.change),
    ),
  },
};

process.stdout.write(printed(report));
if (values.json !== undefined) {
  writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
}
