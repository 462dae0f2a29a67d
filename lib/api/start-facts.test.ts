import { describe, expect, it } from "vitest";
import { StartProblem } from "@/lib/snapshot/start-problem";
import { toProblem } from "./problem";
import { problemSchema } from "./problem-contract";
import { aStatement } from "./testing/a-statement";

describe("why there is no snapshot", () => {
  it("counts what was read, and names what was not", () => {
    const statements = [
      aStatement({ id: "kubernetes/services", what: "Services" }),
      aStatement({ state: "starting" }),
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
    const unreadable = aStatement({
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
