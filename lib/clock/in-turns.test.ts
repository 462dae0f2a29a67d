import { expect, it } from "vitest";
import { inTurns } from "./in-turns";

function* counting(
  parts: number,
  before: (part: number) => void,
): Generator<void, number> {
  for (let part = 0; part < parts; part += 1) {
    before(part);
    yield;
  }
  return parts;
}

it("lets others have their turn while it computes", async () => {
  const seen: string[] = [];
  const work = inTurns(
    counting(3, (part) => seen.push(`part ${part}`)),
    0,
  );
  setImmediate(() => seen.push("somebody else"));
  expect(await work).toBe(3);
  expect(seen.slice(0, -1)).toContain("somebody else");
});

it("fails as the computation does", async () => {
  const work = counting(3, (part) => {
    if (part === 1) throw new Error("no");
  });
  await expect(inTurns(work)).rejects.toThrow("no");
});
