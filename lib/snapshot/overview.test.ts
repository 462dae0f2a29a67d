import { describe, expect, test } from "vitest";
import type { MatrixRow } from "@/lib/mesh/matrix/matrix";
import type { ReasonCode, VerdictState } from "@/lib/mesh/readiness/reason";
import { reason } from "@/lib/mesh/readiness/reason";
import {
  anEdge,
  aPod,
  aTelemetry,
} from "@/lib/mesh/testing/inventory-builders";
import { httpbin, onlyRow } from "@/lib/mesh/testing/only-row";
import { summarise } from "./overview";

/** One judged row of the law; the tests below vary its name and verdict. */
const judged = onlyRow(
  { ...httpbin, pods: [aPod("foo/httpbin-1")] },
  aTelemetry([anEdge("bar/sleep", "foo/httpbin")], ["foo/httpbin-1"]),
);

function row(
  path: string,
  state: VerdictState,
  reasons: MatrixRow["verdict"]["reasons"] = [reason("locked", "info")],
): MatrixRow {
  const [namespace = "", name = ""] = path.split("/");
  return {
    ...judged,
    service: { ...judged.service, namespace, name },
    verdict: { state, reasons },
  };
}

const block = (
  code: ReasonCode,
  params = {},
  objects: Parameters<typeof reason>[3] = [],
) => reason(code, "block", params, objects);
const plaintextFrom = (named: string, unnamed = 0) =>
  block("plaintext-seen", { named, unnamed });

describe("the work list", () => {
  test("counts every verdict, and names the first few in the order of the work", () => {
    const rows = [
      ...["f", "e", "d", "c", "b", "a"].map((name) =>
        row(`shop/${name}`, "READY"),
      ),
      row("shop/x", "BLOCKED", [plaintextFrom("legacy/sleep")]),
    ];
    const { work } = summarise(rows);
    expect(work.READY.count).toBe(6);
    expect(work.READY.first.map(({ name }) => name)).toEqual([
      "a",
      "b",
      "c",
      "d",
      "e",
    ]);
    expect(work.BLOCKED.first[0]?.reason.code).toBe("plaintext-seen");
    expect(work.UNKNOWN).toEqual({ count: 0, first: [] });
  });

  test("puts namespaces with something to lock first and finished ones last", () => {
    const { namespaces } = summarise([
      row("done/a", "LOCKED"),
      row("stuck/a", "UNKNOWN", [block("no-evidence")]),
      row("stuck/b", "LOCKED"),
      row("next/a", "READY"),
      row("next/b", "BLOCKED", [block("no-evidence")]),
    ]);
    expect(namespaces.total).toBe(3);
    expect(namespaces.first.map(({ name }) => name)).toEqual([
      "next",
      "stuck",
      "done",
    ]);
    expect(namespaces.first[0]).toMatchObject({
      services: 2,
      worst: "BLOCKED",
      worstReason: "no-evidence",
      counts: { READY: 1, BLOCKED: 1, LOCKED: 0 },
    });
  });

  test("puts a namespace that is ready as a whole before one that is ready in part", () => {
    const { namespaces } = summarise([
      row("a-part/a", "READY"),
      row("a-part/b", "BLOCKED", [block("no-evidence")]),
      row("b-whole/a", "READY"),
      row("b-whole/b", "LOCKED"),
    ]);
    expect(namespaces.first.map(({ name }) => name)).toEqual([
      "b-whole",
      "a-part",
    ]);
  });

  test("names at most a hundred namespaces, and says how many there are", () => {
    const rows = Array.from({ length: 1_200 }, (_, index) =>
      row(`ns-${index}/a`, "READY"),
    );
    const { namespaces } = summarise(rows);
    expect(namespaces.first).toHaveLength(100);
    expect(namespaces.total).toBe(1_200);
  });
});

describe("what blocks most", () => {
  const { blockers } = summarise([
    row("shop/a", "BLOCKED", [plaintextFrom("legacy/sleep")]),
    row("shop/b", "BLOCKED", [plaintextFrom("legacy/sleep, batch/export", 1)]),
    row("shop/c", "BLOCKED", [
      plaintextFrom("legacy/sleep"),
      block("no-evidence"),
    ]),
    row("shop/d", "READY_WITH_WARNINGS", [
      reason("plaintext-tolerated", "warn", { named: "legacy/sleep" }),
    ]),
  ]);

  test("counts a caller once per service, and apart where nothing else stands in its way", () => {
    expect(blockers.callers.first[0]).toEqual({
      what: { namespace: "legacy", workload: "sleep" },
      services: 3,
      alone: 1,
    });
    expect(blockers.callers.total).toBe(3);
  });

  test("callers of whom telemetry has no name are one entry without a name", () => {
    expect(blockers.callers.first).toContainEqual({
      what: { namespace: null, workload: null },
      services: 1,
      alone: 0,
    });
  });

  test("counts reasons, and what is ready blocks nobody", () => {
    expect(blockers.reasons.first).toEqual([
      { what: "plaintext-seen", services: 3, alone: 2 },
      { what: "no-evidence", services: 1, alone: 0 },
    ]);
  });

  test("a rule that several reasons of a service name is its only obstacle", () => {
    const rule = { kind: "DestinationRule", namespace: "web", name: "off" };
    const told = (namespace: string) =>
      block("destination-rule-not-mutual", { namespace }, [rule]);
    const { objects } = summarise([
      row("shop/a", "BLOCKED", [told("web"), told("batch")]),
      row("shop/b", "BLOCKED", [told("web"), plaintextFrom("web/front")]),
    ]).blockers;
    expect(objects.first).toEqual([{ what: rule, services: 2, alone: 1 }]);
  });

  test("a service that nobody calls is not one that only its rule blocks", () => {
    const rule = { kind: "DestinationRule", namespace: "web", name: "off" };
    const { objects } = summarise([
      row("shop/a", "BLOCKED", [
        block("destination-rule-not-mutual", {}, [rule]),
        reason("no-traffic", "warn"),
      ]),
    ]).blockers;
    expect(objects.first[0]).toMatchObject({ services: 1, alone: 0 });
  });

  test("reads the callers from the law's own reason", () => {
    const plaintext = onlyRow(
      { ...httpbin, pods: [aPod("foo/httpbin-1")] },
      aTelemetry(
        [
          anEdge("legacy/sleep", "foo/httpbin", { security: "plaintext" }),
          anEdge(null, "foo/httpbin"),
        ],
        ["foo/httpbin-1"],
      ),
    );
    expect(
      summarise([plaintext]).blockers.callers.first.map(({ what }) => what),
    ).toEqual([
      { namespace: "legacy", workload: "sleep" },
      { namespace: null, workload: null },
    ]);
  });
});
