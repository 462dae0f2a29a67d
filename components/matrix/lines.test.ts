import { describe, expect, it } from "vitest";
import {
  aCaller,
  aDetail,
  aPortVerdict,
  aRow,
} from "@/components/testing/a-snapshot";
import { LEVELS, type Line, linesOf, type Opening } from "./lines";

const row = aRow();
const groups = [{ namespace: "shop", rows: [row], locked: 0, system: false }];
const known = (over: Parameters<typeof aDetail>[0]): Opening => ({
  state: "known",
  detail: aDetail(over),
});
const below = (opening?: Opening) =>
  linesOf(
    groups,
    new Set(["shop", "shop/cart"]),
    new Map(opening ? [["shop/cart", opening]] : []),
  ).slice(2);
const shape = (lines: readonly Line[]) => lines.map(({ kind }) => kind);
const port = {
  servicePort: 80,
  name: "http",
  targetPorts: [8080],
  mode: "STRICT" as const,
  verdict: aPortVerdict(),
};

describe("linesOf", () => {
  it("shows a namespace's services only where it is open, and what is below them only where they are", () => {
    expect(shape(linesOf(groups, new Set(), new Map()))).toEqual(["group"]);
    const open = linesOf(groups, new Set(["shop"]), new Map());
    expect(shape(open)).toEqual(["group", "service"]);
  });

  it("lists the callers of an opened service, those without identity first, and its ports", () => {
    const lines = below(
      known({
        callers: [
          aCaller({ workload: "front" }),
          aCaller({ namespace: null, workload: null }),
        ],
        policy: { decidedBy: [], shadowed: [], ports: [port] },
      }),
    );
    expect(shape(lines)).toEqual(["caller", "caller", "port"]);
    expect(lines[0]).toMatchObject({ caller: { namespace: null } });
    expect(lines.map((line) => [line.position, line.siblings])).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
    expect(new Set(lines.map(({ key }) => key)).size).toBe(3);
    expect(lines.map(({ kind }) => LEVELS[kind])).toEqual([3, 3, 3]);
  });

  it("lists who is only turned away after those who were let in, each caller once", () => {
    const turned = (workload: string, certainty: "refused" | "failed") => ({
      namespace: "web",
      workload,
      principal: null,
      requests: 0,
      connections: 12,
      certainty,
      firstAt: null,
      lastAt: null,
    });
    const lines = below(
      known({
        callers: [aCaller({ workload: "front" })],
        refusedCallers: [
          turned("front", "refused"),
          turned("old", "refused"),
          turned("unlucky", "failed"),
        ],
      }),
    );
    expect(lines).toMatchObject([
      { caller: { workload: "front" }, refused: { connections: 12 } },
      { caller: { workload: "old" }, refused: { connections: 12 } },
    ]);
  });

  it("says that an answer is still to come, that it failed, and that nobody calls", () => {
    expect(below()).toMatchObject([{ note: { state: "loading" } }]);
    const error = new Error("cut");
    expect(below({ state: "failed", error })).toMatchObject([
      { note: { state: "failed", error } },
    ]);
    expect(below(known({}))).toMatchObject([{ note: { state: "nobody" } }]);
  });
});
