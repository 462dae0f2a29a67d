import * as fc from "fast-check";
import { expect, test } from "vitest";
import { aRefusal } from "@/lib/mesh/testing/inventory-builders";
import { refusalTotal, refusedCallers } from "./refused-caller";
import type { RefusedCalls } from "./traffic";

const WEB = "foo/web";
const nobody = () => false;
const everybody = () => true;

const byZtunnel = (from: string | null, count: number, to = WEB) =>
  aRefusal(from, to, { seenBy: "ztunnel", unit: "connections", count });

function to(workload: string): Pick<RefusedCalls, "destination"> {
  return {
    destination: {
      workloadNamespace: "foo",
      workload,
      serviceNamespace: "foo",
      serviceName: "web",
    },
  };
}

test("requests and connections of one caller stand side by side", () => {
  const calls = [
    aRefusal("bar/sleep", WEB, { count: 3 }),
    aRefusal("bar/sleep", WEB, { unit: "connections", count: 2 }),
  ];
  expect(refusedCallers(calls, nobody)).toMatchObject([
    { namespace: "bar", workload: "sleep", requests: 3, connections: 2 },
  ]);
});

test("one workload to several of a service's workloads is one caller, seen first and last as any of them", () => {
  const calls = [
    aRefusal("bar/sleep", WEB, {
      ...to("web-v1"),
      firstSeenS: 5,
      lastSeenS: 8,
    }),
    aRefusal("bar/sleep", WEB, {
      ...to("web-v2"),
      firstSeenS: 3,
      lastSeenS: 6,
    }),
    aRefusal("bar/sleep", WEB, {
      ...to("web-v3"),
      firstSeenS: null,
      lastSeenS: null,
    }),
  ];
  expect(refusedCallers(calls, nobody)).toMatchObject([
    { requests: 30, firstSeenS: 3, lastSeenS: 8 },
  ]);
});

test("callers without a name stay apart from those that have one", () => {
  const calls = [byZtunnel(null, 1), byZtunnel("bar/sleep", 1)];
  expect(refusedCallers(calls, nobody)).toHaveLength(2);
});

test("what ztunnel says was refused is certain whatever the client is told", () => {
  expect(refusedCallers([byZtunnel("bar/sleep", 1)], nobody)).toMatchObject([
    { seenBy: "ztunnel", certainty: "refused" },
  ]);
});

test("a client's failures are refusals only where it sends plaintext", () => {
  const calls = [aRefusal("bar/sleep", WEB), aRefusal("baz/curl", WEB)];
  expect(
    refusedCallers(calls, ({ namespace }) => namespace === "baz"),
  ).toMatchObject([
    { workload: "curl", seenBy: "client", certainty: "refused" },
    { workload: "sleep", seenBy: "client", certainty: "failed" },
  ]);
});

test.each([
  ["the same workload", "web"],
  ["a workload it has no name for", ""],
  ["an unknown workload", "unknown"],
])("a client and ztunnel that tell of %s tell of the same calls", (_, name) => {
  const calls = [
    aRefusal("bar/sleep", WEB, { ...to(name), count: 7 }),
    byZtunnel("bar/sleep", 9),
  ];
  expect(refusedCallers(calls, everybody)).toMatchObject([
    { seenBy: "ztunnel", requests: 0, connections: 9 },
  ]);
});

test("a client that ztunnel does not name, or at another workload, is counted by itself", () => {
  const calls = [
    byZtunnel("bar/sleep", 9),
    byZtunnel(null, 4),
    aRefusal("bar/sleep", WEB, { ...to("web-v2"), count: 7 }),
    aRefusal("baz/curl", WEB, { count: 2 }),
  ];
  expect(
    refusedCallers(calls, nobody).map(
      ({ workload, seenBy, requests, connections }) => [
        workload,
        seenBy,
        requests,
        connections,
      ],
    ),
  ).toEqual([
    ["sleep", "ztunnel", 0, 9],
    [null, "ztunnel", 0, 4],
    ["sleep", "client", 7, 0],
    ["curl", "client", 2, 0],
  ]);
});

test("callers of whom neither witness has a name may be different ones", () => {
  const calls = [byZtunnel(null, 4), aRefusal(null, WEB, { count: 2 })];
  expect(refusedCallers(calls, nobody)).toHaveLength(2);
});

const refusal = fc
  .record({
    from: fc.constantFrom(null, "bar/sleep", "bar/curl"),
    principal: fc.constantFrom(null, "a", "b"),
    workload: fc.constantFrom("web", "web-v2", "", "unknown"),
    seenBy: fc.constantFrom("client", "ztunnel"),
    unit: fc.constantFrom("requests", "connections"),
    count: fc.double({ min: 0.1, max: 50, noNaN: true }),
    lastSeenS: fc.constantFrom(null, 1, 2, 3),
  })
  .map(({ from, principal, workload, ...parts }) => {
    const made = aRefusal(from, WEB, { ...parts, ...to(workload) });
    return { ...made, source: { ...made.source, principal } };
  });

test("the order in which refusals were read changes nothing", () => {
  fc.assert(
    fc.property(
      fc
        .array(refusal, { maxLength: 12 })
        .chain((calls) =>
          fc.tuple(
            fc.constant(calls),
            fc.shuffledSubarray(calls, { minLength: calls.length }),
          ),
        ),
      ([calls, shuffled]) => {
        expect(refusedCallers(shuffled, everybody)).toEqual(
          refusedCallers(calls, everybody),
        );
      },
    ),
    { numRuns: 500 },
  );
});

test("nothing is counted that was not read, and what ztunnel counted is all there", () => {
  const sum = (list: readonly { count: number }[]) =>
    list.reduce((total, { count }) => total + count, 0);
  fc.assert(
    fc.property(fc.array(refusal, { maxLength: 12 }), (calls) => {
      const found = refusedCallers(calls, everybody);
      const total = (list: typeof found) =>
        list.reduce((all, each) => all + each.requests + each.connections, 0);
      const denied = calls.filter(({ seenBy }) => seenBy === "ztunnel");
      expect(total(found)).toBeLessThanOrEqual(sum(calls) + 1e-6);
      expect(
        total(found.filter(({ seenBy }) => seenBy === "ztunnel")),
      ).toBeCloseTo(sum(denied));
    }),
    { numRuns: 300 },
  );
});

test("a total rounds up, and knows the latest time", () => {
  const calls = [
    aRefusal("bar/sleep", WEB, { count: 0.2, lastSeenS: 4 }),
    aRefusal("baz/curl", WEB, { count: 2.0000000001, lastSeenS: null }),
  ];
  expect(refusalTotal([])).toBeNull();
  expect(refusalTotal(refusedCallers(calls, nobody))).toEqual({
    requests: 3,
    connections: 0,
    lastSeenS: 4,
  });
  expect(refusalTotal(refusedCallers(calls.slice(1), nobody))).toMatchObject({
    requests: 2,
    lastSeenS: null,
  });
});
