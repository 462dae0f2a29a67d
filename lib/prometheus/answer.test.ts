import { describe, expect, it } from "vitest";
import { createPrometheusClient } from "./client";
import {
  clientOf,
  EMPTY,
  forever,
  serve,
  settings,
} from "./testing/local-server";

describe("what answers is told apart", () => {
  it.each([
    [
      "a login page",
      200,
      "text/html",
      "<html>Sign in</html>",
      "not-prometheus",
    ],
    [
      "a page that is not there",
      404,
      "text/html",
      "not here",
      "not-prometheus",
    ],
    ["a foreign JSON API", 200, "application/json", '{"ok":1}', "malformed"],
    [
      "JSON that is cut off",
      200,
      "application/json",
      EMPTY.slice(0, 30),
      "malformed",
    ],
    ["a refusal", 401, "text/plain", "who are you", "unauthorized"],
    [
      "a refusal in JSON",
      403,
      "application/json",
      '{"error":"no"}',
      "unauthorized",
    ],
    ["a gateway without a backend", 503, "text/html", "busy", "overloaded"],
    ["too many requests", 429, "text/plain", "slow down", "overloaded"],
    [
      "a question it cannot parse",
      400,
      "application/json",
      error("bad_data"),
      "bad-query",
    ],
    [
      "a question it gave up",
      503,
      "application/json",
      error("timeout"),
      "timeout",
    ],
    ["a failure", 422, "application/json", error("execution"), "overloaded"],
    [
      "an unready server",
      503,
      "application/json",
      error("unavailable"),
      "overloaded",
    ],
  ])("%s", async (_, status, type, body, code) => {
    const client = await clientOf((_request, response) => {
      response.writeHead(status, { "content-type": type }).end(body);
    });
    const answer = await client.query("up", { signal: forever() });
    expect(answer).toMatchObject({ ok: false, problem: { code } });
    if (!answer.ok) expect(answer.problem.remedy).not.toBe("");
  });

  it.each([
    "query processing would load too many samples into memory in query execution",
    "the query exceeded the maximum number of series (limit: 500)",
    "cannot select more than -search.maxSamplesPerQuery=1000 samples",
  ])("a limit: %s", async (text) => {
    const client = await clientOf((_request, response) => {
      response.writeHead(422, { "content-type": "application/json" });
      response.end(error("execution", text));
    });
    expect(await client.query("up", { signal: forever() })).toMatchObject({
      ok: false,
      problem: { code: "too-much" },
    });
  });

  it("a redirect to a login, whose address is not repeated", async () => {
    const client = await clientOf((_request, response) => {
      response
        .writeHead(302, { location: "https://sso.example/login?state=hidden" })
        .end();
    });
    const answer = await client.query("up", { signal: forever() });
    expect(answer).toMatchObject({ problem: { code: "not-prometheus" } });
    expect(JSON.stringify(answer)).toContain("https://sso.example");
    expect(JSON.stringify(answer)).not.toContain("hidden");
  });

  it("nobody", async () => {
    const client = createPrometheusClient(settings("http://127.0.0.1:1"));
    expect(await client.query("up", { signal: forever() })).toMatchObject({
      problem: { code: "unreachable" },
    });
  });

  it("a slow server, within the time we give it", async () => {
    const client = await clientOf(() => {}, { timeoutMs: 100 });
    expect(await client.query("up", { signal: forever() })).toMatchObject({
      problem: { code: "timeout" },
    });
  });

  it("a body that never ends, within the time we give it", async () => {
    const client = await clientOf(
      (_request, response) => {
        response.writeHead(200, { "content-type": "application/json" });
        response.write('{"status":');
      },
      { timeoutMs: 100 },
    );
    expect(await client.query("up", { signal: forever() })).toMatchObject({
      problem: { code: "timeout" },
    });
  });

  it("ourselves, when nobody waits any more", async () => {
    const client = await clientOf(() => {});
    expect(
      await client.query("up", { signal: AbortSignal.timeout(50) }),
    ).toMatchObject({ problem: { code: "cancelled" } });
  });

  it("a server without TLS behind https", async () => {
    const url = await serve((_request, response) => response.end(EMPTY));
    const client = createPrometheusClient(
      settings(url.replace("http:", "https:")),
    );
    expect(await client.query("up", { signal: forever() })).toMatchObject({
      problem: { code: "tls" },
    });
  });

  it("a range where one instant was asked", async () => {
    const client = await clientOf((_request, response) => {
      response.end(EMPTY.replace("vector", "matrix"));
    });
    expect(await client.query("up", { signal: forever() })).toMatchObject({
      problem: { code: "malformed" },
    });
  });
});

function error(errorType: string, text = "its own words"): string {
  return JSON.stringify({ status: "error", errorType, error: text });
}
