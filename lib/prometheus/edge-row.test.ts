import { expect, test } from "vitest";
import { edgeOfRow } from "./edge-row";

function callerNamed(source_workload: string) {
  const edge = edgeOfRow(
    {
      metric: {
        lockstep_unit: "requests",
        connection_security_policy: "none",
        destination_workload: "httpbin",
        destination_workload_namespace: "foo",
        source_workload,
        source_workload_namespace: "bar",
      },
      value: [1, 3],
    },
    { firstSeenS: 1, lastSeenS: 1 },
  );
  if (edge === null) throw new Error("no edge");
  return edge;
}

test("a caller that names itself at length stays short, and plaintext", () => {
  const { source, security, count } = callerNamed("x".repeat(60_000));
  expect(source.workload).toBe(`${"x".repeat(512)}…`);
  expect([security, count]).toEqual(["plaintext", 3]);
});

test.each([
  ["ad\u202enim", "ad\ufffdnim"],
  ["a\u200bb", "a\ufffdb"],
  ["\u001b[31mred\n", "\ufffd[31mred\ufffd"],
  ["half \ud800", "half \ufffd"],
  ["工作负载", "工作负载"],
  [
    "spiffe://cluster.local/ns/bar/sa/sleep",
    "spiffe://cluster.local/ns/bar/sa/sleep",
  ],
])("a caller's name %j is shown as it is written: %j", (name, shown) => {
  expect(callerNamed(name).source.workload).toBe(shown);
});
