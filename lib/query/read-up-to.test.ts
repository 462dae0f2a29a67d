import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, expect, test } from "vitest";
import type { Snapshot } from "@/lib/api/contract";
import { plainSnapshot } from "@/lib/api/testing/plain-snapshot";
import { keys } from "./keys";
import { readUpTo } from "./read-up-to";

const queryKey = keys.snapshot("1h");
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A page that shows the snapshot, and a server that answers when it is told to, in the order of the questions. */
function aPage() {
  const client = new QueryClient();
  const asked: ((answer: Snapshot) => void)[] = [];
  const observer = new QueryObserver<Snapshot>(client, {
    queryKey,
    queryFn: () => new Promise<Snapshot>((resolve) => asked.push(resolve)),
    structuralSharing: false,
  });
  closing.push(observer.subscribe(() => undefined));
  return {
    client,
    asked,
    answer: async (version: string) => {
      asked.at(-1)?.({ ...plainSnapshot(["cart"]), version });
      await new Promise((resolve) => setTimeout(resolve));
    },
    shown: () => client.getQueryData<Snapshot>(queryKey)?.version,
  };
}

test("an answer under way that is older than what was told of is not the last word", async () => {
  const page = aPage();
  const reading = readUpTo(page.client, "1h", "2");
  await page.answer("1");
  expect(page.asked).toHaveLength(2);
  await page.answer("2");
  await reading;
  expect(page.shown()).toBe("2");
});

test("an answer under way that is what was told of is read once", async () => {
  const page = aPage();
  const reading = readUpTo(page.client, "1h", "1");
  await page.answer("1");
  await reading;
  expect(page.asked).toHaveLength(1);
});

test("what is shown already is not read again, and everything else is", async () => {
  const page = aPage();
  await page.answer("1");
  await readUpTo(page.client, "1h", "1");
  expect(page.asked).toHaveLength(1);
  for (const told of ["2", null]) {
    const reading = readUpTo(page.client, "1h", told);
    await page.answer("2");
    await reading;
  }
  expect(page.asked).toHaveLength(3);
});
