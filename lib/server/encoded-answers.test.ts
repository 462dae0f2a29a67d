import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { allowEncodedAnswers, BODY_ENCODING } from "./encoded-answers";

const server = createServer((_request, response) => {
  response.setHeader(BODY_ENCODING, "identity");
  response.end("plain");
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

test("what a route says about its body's encoding reaches the browser under its proper name", async () => {
  allowEncodedAnswers();
  await new Promise<void>((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve()),
  );
  const { port } = server.address() as AddressInfo;
  const { headers } = await fetch(`http://127.0.0.1:${port}/`);
  expect(headers.get("content-encoding")).toBe("identity");
  expect(headers.get(BODY_ENCODING)).toBeNull();
});
