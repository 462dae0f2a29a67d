import { QueryClient } from "@tanstack/react-query";
import { describe, expect, test } from "vitest";
import type { Snapshot } from "@/lib/api/contract";
import { snapshotDelta } from "@/lib/api/snapshot-delta";
import { plainRow, plainSnapshot } from "@/lib/api/testing/plain-snapshot";
import { applyChange } from "./apply-change";
import { keys } from "./keys";

const before = plainSnapshot(["cart", "payment"]);
const locked: Snapshot = {
  ...before,
  version: "2",
  services: before.services.with(0, plainRow("cart", { mode: "STRICT" })),
};
const change = JSON.stringify(snapshotDelta(before, locked));
const queryKey = keys.snapshot("1h");

function aPage(shown: Snapshot | undefined) {
  const client = new QueryClient();
  client.setQueryData(queryKey, shown);
  return { client, shown: () => client.getQueryData(queryKey) };
}

describe("a change of the stream", () => {
  test("is made in the snapshot that the page shows, without reading it anew", () => {
    const page = aPage(before);
    expect(applyChange(page.client, "1h", change)).toBe(true);
    expect(page.shown()).toEqual(locked);
  });

  test.each([
    ["where nothing is shown yet", undefined, change],
    ["of another snapshot", { ...before, version: "0" }, change],
    ["that is no JSON", before, "{"],
    ["that is not understood", before, '{"from":"1"}'],
  ])("%s asks for the whole", (_, first, text) => {
    const page = aPage(first);
    expect(applyChange(page.client, "1h", text)).toBe(false);
    expect(page.shown()).toEqual(first);
  });

  test("is not taken back by an answer that is under way: the whole is read after it", async () => {
    const page = aPage(before);
    let answer = (_: Snapshot): void => undefined;
    const reading = page.client.fetchQuery({
      queryKey,
      queryFn: () =>
        new Promise<Snapshot>((resolve) => {
          answer = resolve;
        }),
    });
    expect(applyChange(page.client, "1h", change)).toBe(false);
    answer(before);
    await reading;
    expect(applyChange(page.client, "1h", change)).toBe(true);
  });
});
