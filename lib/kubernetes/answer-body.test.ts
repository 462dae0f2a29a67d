import { describe, expect, it } from "vitest";
import { readJsonLines } from "./answer-body";

async function* chunks(...parts: (string | Buffer)[]) {
  for (const part of parts) {
    yield Buffer.from(part);
  }
}

async function collect(...parts: (string | Buffer)[]): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const object of readJsonLines(chunks(...parts), "https://api")) {
    found.push(object);
  }
  return found;
}

describe("lines of a watch", () => {
  it("may be cut anywhere, even inside a character", async () => {
    const bytes = Buffer.from('{"a":"ü"}\n{"b":1}\n');
    const parts = [...bytes].map((byte) => Buffer.from([byte]));
    expect(await collect(...parts)).toEqual([{ a: "ü" }, { b: 1 }]);
  });

  it("come several to a chunk, and empty ones do not count", async () => {
    expect(await collect('{"a":1}\n\n{"b":2}\n{"c"', ":3}\r\n")).toEqual([
      { a: 1 },
      { b: 2 },
      { c: 3 },
    ]);
  });

  it("that were cut off at the end are dropped: the watch goes on before them", async () => {
    expect(await collect('{"a":1}\n{"b":')).toEqual([{ a: 1 }]);
  });

  it("that are no JSON are malformed", async () => {
    await expect(collect("<html>\n")).rejects.toMatchObject({
      code: "malformed",
    });
  });

  it("without an end are refused before they fill the memory", async () => {
    const megabyte = "x".repeat(1024 * 1024);
    await expect(
      collect(...Array.from({ length: 9 }, () => megabyte)),
    ).rejects.toMatchObject({ code: "malformed" });
  });
});
