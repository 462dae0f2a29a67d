import type { IncomingMessage } from "node:http";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { createPrometheusClient } from "./client";
import {
  clientOf,
  EMPTY,
  forever,
  serve,
  settings,
} from "./testing/local-server";

describe("an answer", () => {
  it("keeps Prometheus' warnings; its infos are no doubts", async () => {
    const client = await clientOf((_request, response) => {
      response.end(
        EMPTY.replace(
          "{",
          '{"warnings":["partial response"],"infos":["note"],',
        ),
      );
    });
    expect(await client.query("up", { signal: forever() })).toEqual({
      ok: true,
      rows: [],
      warnings: ["partial response"],
    });
  });

  it("keeps NaN and infinities", async () => {
    const client = await clientOf((_request, response) => {
      const row = (text: string) => `{"metric":{},"value":[1.5,"${text}"]}`;
      const rows = ["NaN", "+Inf", "-Inf", "2.5e3"].map(row).join();
      response.end(EMPTY.replace("[]", `[${rows}]`));
    });
    const answer = await client.query("up", { signal: forever() });
    expect(answer.ok && answer.rows.map(({ value }) => value[1])).toEqual([
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      2_500,
    ]);
  });

  it("may be gzipped", async () => {
    const client = await clientOf((request, response) => {
      expect(request.headers["accept-encoding"]).toContain("gzip");
      response.setHeader("content-encoding", "gzip");
      response.end(gzipSync(EMPTY));
    });
    expect(await client.query("up", { signal: forever() })).toMatchObject({
      ok: true,
    });
  });

  it("is refused past 64 MiB, gzipped or not", async () => {
    const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024, 32));
    const client = await clientOf((_request, response) => {
      response.setHeader("content-encoding", "gzip");
      response.end(bomb);
    });
    expect(await client.query("up", { signal: forever() })).toMatchObject({
      problem: { code: "too-much" },
    });
  });

  it("comes over again when a kept connection was closed under us", async () => {
    let requests = 0;
    const client = await clientOf((request, response) => {
      requests += 1;
      if (requests === 2) request.socket.destroy();
      else response.end(EMPTY);
    });
    const ask = () => client.query("up", { signal: forever() });
    expect(await ask()).toMatchObject({ ok: true });
    expect(await ask()).toMatchObject({ ok: true });
    expect(requests).toBe(3);
  });
});

describe("a question", () => {
  it("is a posted form under the path prefix, with the headers and credentials that are set", async () => {
    const seen: { request?: IncomingMessage; body?: string } = {};
    const url = await serve(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      seen.request = request;
      seen.body = Buffer.concat(chunks).toString();
      response.end(EMPTY);
    });
    const client = createPrometheusClient({
      ...settings(`${url}/prom/select/0`),
      headers: { "x-scope-orgid": "team-a" },
      authorization: {
        kind: "basic",
        username: "ada",
        password: { from: "value", value: "pass&word" },
      },
    });
    await client.query('up{a="b&c"}', { signal: forever(), timeS: 12.5 });
    expect(seen.request?.method).toBe("POST");
    expect(seen.request?.url).toBe("/prom/select/0/api/v1/query");
    expect(seen.request?.headers).toMatchObject({
      "x-scope-orgid": "team-a",
      authorization: `Basic ${btoa("ada:pass&word")}`,
    });
    expect(Object.fromEntries(new URLSearchParams(seen.body))).toEqual({
      query: 'up{a="b&c"}',
      time: "12.5",
      timeout: "5000ms",
    });
  });

  it.each([
    [{ kind: "bearer", token: { from: "value", value: "s3cret-t0ken" } }],
    [
      {
        kind: "basic",
        username: "ada",
        password: { from: "value", value: "s3cret-t0ken" },
      },
    ],
  ] as const)(
    "is not repeated with its secrets by a proxy's refusal, %j",
    async (authorization) => {
      for (const status of [200, 401, 403, 404, 500]) {
        const client = await clientOf(
          (request, response) => {
            const { authorization: sent = "", "x-api-key": key } =
              request.headers;
            const [, token = ""] = sent.split(" ");
            response.writeHead(status, { "content-type": "text/plain" });
            response.end(
              `no: ${sent} ${key} ${atob(token.replace(/[-_]/g, ""))}`,
            );
          },
          { authorization, headers: { "x-api-key": "k3y-of-tenant" } },
        );
        const answer = await client.query("up", { signal: forever() });
        expect(answer).toMatchObject({ ok: false });
        expect(JSON.stringify(answer)).toContain("no: ");
        expect(JSON.stringify(answer)).not.toMatch(/s3cret|k3y|YWRh/);
      }
    },
  );

  it("keeps what an answer says, also where a name looks like a header of ours", async () => {
    const client = await clientOf(
      (_request, response) =>
        response.end(
          EMPTY.replace("[]", '[{"metric":{"a":"team-a"},"value":[1,"1"]}]'),
        ),
      { headers: { "x-scope-orgid": "team-a" } },
    );
    expect(await client.query("up", { signal: forever() })).toMatchObject({
      rows: [{ metric: { a: "team-a" } }],
    });
  });

  it("does not go out when its secret cannot be read, and names the file only", async () => {
    const client = await clientOf((_request, response) => response.end(EMPTY), {
      authorization: {
        kind: "bearer",
        token: { from: "file", path: "/does/not/exist" },
      },
    });
    expect(await client.query("up", { signal: forever() })).toMatchObject({
      problem: {
        code: "unauthorized",
        message: "The file /does/not/exist cannot be read.",
      },
    });
  });
});
