/**
 * Runs conformance cases against the law: `tsx e2e/conformance/run.ts <directory>`, or
 * CONFORMANCE_VECTORS=<directory>. Exits 1 on any failure, 2 where there is nothing to run.
 */

import { readVectors, type Vector } from "./vector";
import { judge } from "./verdict";

const directory = process.argv[2] ?? process.env.CONFORMANCE_VECTORS;
if (directory === undefined || directory === "") {
  console.error(
    "Name a directory of conformance cases: as argument, or in CONFORMANCE_VECTORS.",
  );
  process.exit(2);
}

let vectors: Vector[];
try {
  vectors = readVectors(directory);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(2);
}

const counts = new Map<
  string,
  { passed: number; failed: number; unsupported: number }
>();
for (const vector of vectors) {
  const verdict = judge(vector);
  const count = counts.get(vector.query.type) ?? {
    passed: 0,
    failed: 0,
    unsupported: 0,
  };
  counts.set(vector.query.type, count);
  count[verdict.result] += 1;
  if (verdict.result === "failed") {
    console.log(`FAILED ${vector.id}`);
    console.log(`  expected ${JSON.stringify(vector.expected)}`);
    console.log(`  got      ${JSON.stringify(verdict.got)}`);
  }
}

const total = { passed: 0, failed: 0, unsupported: 0 };
for (const [type, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
  total.passed += count.passed;
  total.failed += count.failed;
  total.unsupported += count.unsupported;
  console.log(
    `${type.padEnd(28)} ${count.passed} passed / ${count.failed} failed / ${count.unsupported} unsupported`,
  );
}
console.log(
  `${total.passed} passed, ${total.failed} failed, ${total.unsupported} unsupported`,
);
process.exitCode = total.failed > 0 ? 1 : 0;
