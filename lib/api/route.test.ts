import { describe, expect, test } from "vitest";
import { z } from "zod";
import { EnforcementProblem } from "@/lib/enforcement/problem";
import { problemSchema } from "./problem-contract";
import { route } from "./route";

const handler = route(
  {
    query: z.strictObject({ window: z.enum(["1h", "24h"]).default("1h") }),
    body: z.strictObject({ name: z.string() }),
    response: z.object({ echoed: z.string() }),
  },
  async ({ body }) => {
    if (body.name === "boom") throw new Error("secret detail");
    if (body.name === "changed")
      throw new EnforcementProblem("plan-changed", "It changed.");
    return { echoed: body.name };
  },
);

function post(query: string, body: string) {
  return handler(
    new Request(`http://127.0.0.1/api/x${query}`, { method: "POST", body }),
  );
}

describe("route", () => {
  test("answers what the schema says", async () => {
    const response = await post("", '{"name":"a"}');
    expect(await response.json()).toEqual({ echoed: "a" });
  });

  test.each([
    ["an unknown query parameter", "?colour=red", '{"name":"a"}', "colour"],
    [
      "a parameter given twice",
      "?window=1h&window=24h",
      '{"name":"a"}',
      "window",
    ],
    ["a value outside the list", "?window=2h", '{"name":"a"}', "window"],
    ["a body that is not JSON", "", "{", "not JSON"],
    ["an unknown field", "", '{"name":"a","x":1}', "x"],
    [
      "a body that is too long",
      "",
      JSON.stringify({ name: "a".repeat(20_000) }),
      "too long",
    ],
  ])("refuses %s and names it", async (_, query, body, named) => {
    const response = await post(query, body);
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe(
      "application/problem+json",
    );
    const problem = problemSchema.parse(await response.json());
    expect(problem.code).toBe("invalid-request");
    expect(problem.detail).toContain(named);
  });

  test("an unknown error stays opaque outside", async () => {
    const response = await post("", '{"name":"boom"}');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("secret detail");
  });

  test("a known error keeps its code and remedy", async () => {
    const response = await post("", '{"name":"changed"}');
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({
      code: "plan-changed",
      detail: "It changed.",
    });
  });
});
