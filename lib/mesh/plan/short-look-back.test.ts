import { describe, expect, test } from "vitest";
import {
  anEdge,
  anInventory,
  aPod,
  aPolicy,
  aService,
  aTelemetry,
} from "@/lib/mesh/testing/inventory-builders";
import type { TrafficEdge } from "@/lib/mesh/traffic/traffic";
import { plannedFor } from "./testing/planned-action";

const DAY_S = 86_400;
const mutual = anEdge("bar/sleep", "foo/httpbin");

/** The plan for foo/httpbin by what was seen in a window of so many seconds. */
function planBy(
  action: "lock" | "unlock",
  windowS: number,
  edges: readonly TrafficEdge[] = [mutual],
) {
  const strict = aPolicy("foo/own", {
    selector: { app: "httpbin" },
    mode: "STRICT",
  });
  const { planned } = plannedFor(
    "httpbin",
    action,
    anInventory({
      services: [aService("foo/httpbin")],
      pods: [aPod("foo/httpbin-1"), aPod("bar/sleep-1")],
      peerAuthentications: action === "unlock" ? [strict] : [],
    }),
    { ...aTelemetry(edges, ["foo/httpbin-1"]), windowS },
  );
  if (planned === null) throw new Error("no plan");
  return planned;
}

const codes = (plan: ReturnType<typeof planBy>) =>
  plan.objections.map(({ code }) => code);

describe("the plan of a lock by less than a day of traffic", () => {
  test("says how much it rests on, and asks for nothing more than before", () => {
    const plan = planBy("lock", 300);
    expect(plan.objections).toContainEqual({
      code: "short-look-back",
      level: "info",
      params: { windowS: 300 },
      objects: [],
    });
    expect(plan.needsConfirmation).toBe(false);
  });

  test("says so too where somebody is refused: others may be missing", () => {
    const plan = planBy("lock", 300, [mutual, anEdge(null, "foo/httpbin")]);
    expect(plan.refused).toHaveLength(1);
    expect(codes(plan)).toContain("short-look-back");
  });

  test("has no such words after a whole day", () => {
    expect(codes(planBy("lock", DAY_S))).not.toContain("short-look-back");
  });

  test("is no matter to an unlock, which refuses nobody", () => {
    expect(codes(planBy("unlock", 300))).not.toContain("short-look-back");
  });
});
