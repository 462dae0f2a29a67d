import { expect, test } from "vitest";
import {
  anEdge,
  aPod,
  aTelemetry,
} from "@/lib/mesh/testing/inventory-builders";
import { httpbin, onlyRow } from "@/lib/mesh/testing/only-row";
import { MOST_CALLERS, toServiceRow } from "./snapshot-dto";

const EXTRA = 7;
/** By name they stand before the one that sent plaintext. */
const jobs = Array.from(
  { length: MOST_CALLERS + EXTRA },
  (_, at) => `batch/job-${at}`,
);

function rowCalledBy(callers: readonly string[]) {
  return onlyRow(
    { ...httpbin, pods: [aPod("foo/httpbin-1")] },
    aTelemetry(
      [
        ...callers.map((name) => anEdge(name, "foo/httpbin")),
        anEdge("batch/zombie", "foo/httpbin", { security: "plaintext" }),
      ],
      ["foo/httpbin-1"],
    ),
  );
}

test("of a cell with thousands of callers the first are named, those with plaintext in front, and the others counted", () => {
  const [cell] = toServiceRow(rowCalledBy(jobs)).cells;
  expect(cell?.callers).toHaveLength(MOST_CALLERS);
  expect(cell?.callers[0]).toBe("zombie");
  expect(cell?.moreCallers).toBe(EXTRA + 1);
});

test("what is not named counts all the same: the verdict and the figures are those of all callers", () => {
  const row = rowCalledBy(jobs);
  const [cell] = toServiceRow(row).cells;
  expect(cell?.requests.mutualTls).toBe(toServiceRow(row).requests.mutualTls);
  expect(row.cells[0]?.callers).toHaveLength(jobs.length + 1);
});

test("all callers of a usual cell are named", () => {
  const [cell] = toServiceRow(rowCalledBy(jobs.slice(0, 3))).cells;
  expect(cell).toMatchObject({
    callers: ["zombie", "job-0", "job-1", "job-2"],
    moreCallers: 0,
  });
});
