import { expect, test } from "vitest";
import { matrixPath } from "./matrix-path";

test("the matrix is asked for the same window and the services that were counted", () => {
  expect(
    matrixPath("24h", { verdicts: ["READY", "READY_WITH_WARNINGS"] }).query,
  ).toEqual({ window: "24h", verdict: "READY,READY_WITH_WARNINGS" });
  expect(matrixPath("1h", { namespace: "shop" }).query).toEqual({
    window: "1h",
    ns: "shop",
  });
});

test("a caller with a name is searched for, and one without is a column", () => {
  expect(matrixPath("1h", { caller: "legacy/sleep" }).query).toEqual({
    window: "1h",
    q: "legacy/sleep",
  });
  expect(matrixPath("1h", { caller: null }).query).toEqual({
    window: "1h",
    caller: "-",
  });
});
