import { describe, expect, it } from "vitest";
import type { SourceStatement } from "@/lib/mesh/source";
import { StartProblem } from "@/lib/snapshot/start-problem";
import { toProblem } from "./problem";
import { problemSchema } from "./problem-contract";

const statement = (over: Partial<SourceStatement>): SourceStatement => ({
  id: "kubernetes/pods",
  what: "Pods",
  from: "kubernetes",
  state: "live",
  version: "v1",
  namespaces: [],
  message: "",
  since: "2026-01-01T00:00:00Z",
  warnings: [],
  ...over,
});

describe("why there is no snapshot", () => {
  it("counts what was read, and names what was not", () => {
    const statements = [
      statement({ id: "kubernetes/services", what: "Services" }),
      statement({ state: "starting" }),
    ];
    const problem = toProblem(
      new StartProblem("starting", "1 of 2.", "Wait.", { statements }),
    );
    expect(problemSchema.parse(problem).progress).toEqual({
      read: 1,
      total: 2,
      waiting: [{ id: "kubernetes/pods", what: "Pods" }],
    });
  });

  it("carries the source without which nothing can be judged, with its cause", () => {
    const unreadable = statement({
      state: "forbidden",
      cause: { code: "forbidden", names: ["pods"] },
    });
    const problem = toProblem(
      new StartProblem("kubernetes-down", "No.", "Ask.", { unreadable }),
    );
    expect(problemSchema.parse(problem)).toMatchObject({
      code: "kubernetes-down",
      unreadable: { cause: { code: "forbidden", names: ["pods"] } },
    });
    expect(problem).not.toHaveProperty("progress");
  });
});
