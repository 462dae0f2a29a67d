import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { ApiError, problemCode } from "./api-error";
import { request } from "./request";

const schema = z.object({ name: z.string() });
const problem = {
  type: "about:blank",
  title: "Forbidden",
  status: 403,
  code: "forbidden",
  detail: "User may not patch.",
  remedy: "Ask for the verb patch.",
};

let server: Server;
let answer: { status: number; body: string };
let url: string;

beforeEach(async () => {
  answer = { status: 200, body: "{}" };
  server = createServer((_, response) => {
    response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterEach(() => {
  server.close();
});

const failure = async () => {
  const error = await request(url, schema, {}).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(ApiError);
  return error instanceof ApiError ? error : new ApiError(error);
};

describe("request", () => {
  it("returns what the schema accepts", async () => {
    answer.body = '{"name":"cart"}';
    expect(await request(url, schema, {})).toEqual({ name: "cart" });
  });

  it("keeps the code, the remedy and the words of a described problem", async () => {
    answer = { status: 403, body: JSON.stringify(problem) };
    const error = await failure();
    expect(error.failure).toEqual({ kind: "problem", problem });
    expect(problemCode(error)).toBe("forbidden");
    expect(error.message).toBe("User may not patch.");
  });

  it.each([
    [502, "<h1>Bad gateway</h1>"],
    [200, "<html>Please sign in</html>"],
    [200, '{"name":7}'],
    [500, '{"message":"no problem document"}'],
  ])(
    "takes HTTP %i with %s for an answer that is not ours",
    async (status, body) => {
      answer = { status, body };
      const error = await failure();
      expect(error.failure).toMatchObject({ kind: "malformed", status });
      expect(problemCode(error)).toBeNull();
    },
  );

  it("says unreachable when nobody answers", async () => {
    await new Promise((resolve) => server.close(resolve));
    expect((await failure()).failure.kind).toBe("unreachable");
  });

  it("lets an abort through as it is", async () => {
    const signal = AbortSignal.abort();
    await expect(request(url, schema, { signal })).rejects.toMatchObject({
      name: "AbortError",
    });
  });
});
