import { describe, expect, it } from "vitest";
import { aRow, aVerdict } from "@/components/testing/a-snapshot";
import { groupRows } from "./row-groups";
import type { Sort } from "./row-order";

const counts = (plaintext: number) => ({
  mutualTls: 0,
  plaintext,
  noStatement: 0,
});
const plain = (namespace: string, name: string, plaintext: number) =>
  aRow({ namespace, name, requests: counts(plaintext) });
const knocking = (namespace: string, name: string, requests: number) =>
  aRow({
    namespace,
    name,
    verdict: aVerdict("LOCKED"),
    refused: { requests, connections: 0, lastAt: null },
  });
const order = (rows: Parameters<typeof groupRows>[0], sort: Sort) =>
  groupRows(rows, sort, () => false).map(({ namespace }) => namespace);

const judged = (
  path: string,
  state: Parameters<typeof aVerdict>[0],
  over: Partial<ReturnType<typeof aRow>> = {},
) => {
  const [namespace = "", name = ""] = path.split("/");
  return aRow({ namespace, name, verdict: aVerdict(state), ...over });
};

describe("groupOrder", () => {
  it("puts a namespace that is ready as a whole before one that is ready in part, whatever their names", () => {
    const rows = [
      judged("a-part/x", "READY"),
      judged("a-part/y", "BLOCKED"),
      judged("b-whole/x", "READY"),
      judged("b-whole/y", "LOCKED"),
      judged("c-stuck/x", "BLOCKED", { actions: [] }),
      judged("d-blocked/x", "BLOCKED"),
    ];
    const expected = ["b-whole", "a-part", "d-blocked", "c-stuck"];
    expect(order(rows, "work")).toEqual(expected);
    expect(order(rows.toReversed(), "work")).toEqual(expected);
  });

  it("orders namespaces by the plaintext of all their services, not of the loudest one", () => {
    const rows = [
      plain("one-loud", "a", 60),
      plain("two-quieter", "a", 50),
      plain("two-quieter", "b", 50),
    ];
    expect(order(rows, "plaintext")).toEqual(["two-quieter", "one-loud"]);
  });

  it("never adds connections to requests", () => {
    const connections = aRow({
      namespace: "connections",
      name: "a",
      connections: counts(1_000),
    });
    expect(
      order([connections, plain("requests", "a", 1)], "plaintext"),
    ).toEqual(["requests", "connections"]);
  });

  it("orders namespaces by all that their locked services turn away", () => {
    const rows = [
      knocking("one", "a", 60),
      knocking("two", "a", 50),
      knocking("two", "b", 50),
    ];
    expect(order(rows, "refused")).toEqual(["two", "one"]);
  });

  it("is the same for the same figures, whatever the order they came in", () => {
    const rows = [plain("b", "x", 5), plain("a", "x", 5)];
    expect(order(rows, "plaintext")).toEqual(["a", "b"]);
    expect(order(rows.toReversed(), "plaintext")).toEqual(["a", "b"]);
  });
});
