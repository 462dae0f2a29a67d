import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { createLogger, logger } from "./logger";

function captured(level = "info") {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return { lines, log: createLogger(level, sink) };
}

describe("logger", () => {
  it.each([
    [{ token: "s3cret" }],
    [{ headers: { authorization: "Bearer s3cret" } }],
    [{ headers: { Authorization: "Bearer s3cret", cookie: "a=s3cret" } }],
    [{ request: { headers: { "set-cookie": "s3cret" } } }],
    [{ user: { password: "s3cret" } }],
    [{ a: { b: { c: { token: "s3cret" } } } }],
    [{ prometheus: { bearerToken: "s3cret", apiKey: "s3cret" } }],
    [{ user: { "client-key-data": "s3cret" } }],
    [{ config: { "id-token": "s3cret", "refresh-token": "s3cret" } }],
  ])("never writes a secret of %j", (fields) => {
    const { lines, log } = captured();
    log.info(fields, "request");
    expect(lines.join("")).toContain("request");
    expect(lines.join("")).not.toContain("s3cret");
  });

  it("falls back to info on a level it does not know", () => {
    expect(captured("loudly").log.level).toBe("info");
  });

  it("is one object for the whole process", () => {
    expect(logger()).toBe(logger());
  });
});
