import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { SimulatedClock } from "@/lib/simulator/clock";
import { type Simulator, startSimulator } from "@/lib/simulator/server";

const listSchema = z.object({
  metadata: z.object({
    continue: z.string().optional(),
    resourceVersion: z.string(),
    remainingItemCount: z.number().optional(),
  }),
  items: z.array(
    z.object({ metadata: z.object({ name: z.string(), uid: z.string() }) }),
  ),
});

let simulator: Simulator;
let token: string;

beforeAll(async () => {
  simulator = await startSimulator({
    scenario: "large",
    clock: new SimulatedClock(Date.UTC(2026, 0, 15, 9)),
  });
  const text = await readFile(simulator.kubeconfigPath, "utf8");
  token = z
    .object({
      users: z.tuple([z.object({ user: z.object({ token: z.string() }) })]),
    })
    .parse(parse(text)).users[0].user.token;
});

afterAll(() => simulator.stop());

function get(path: string): Promise<Response> {
  return fetch(`${simulator.url}${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
}

async function control(body: object) {
  const response = await fetch(`${simulator.url}/_sim/churn`, {
    method: "POST",
    body: JSON.stringify(body),
  });
  return response.json();
}

describe("a list read in pages while the cluster goes on", () => {
  it("is the list of its beginning, whole and without repetition, and a watch tells the rest", async () => {
    const uids = () => simulator.store.list("Pod").map((it) => it.metadata.uid);
    const atStart = uids();
    const read: string[] = [];
    const revisions = new Set<string>();
    let token = "";
    do {
      const response = await get(
        `/api/v1/pods?limit=250&continue=${encodeURIComponent(token)}`,
      );
      const { metadata, items } = listSchema.parse(await response.json());
      read.push(...items.map((it) => it.metadata.uid));
      revisions.add(metadata.resourceVersion);
      token = metadata.continue ?? "";
      await control({ steps: 15 });
    } while (token !== "");
    expect(read).toEqual(atStart);
    expect(revisions.size).toBe(1);
    const known = new Set(read);
    for (const { type, object } of await eventsSince([...revisions][0] ?? "")) {
      if (type === "DELETED") known.delete(object.metadata.uid);
      else known.add(object.metadata.uid);
    }
    expect(known).toEqual(new Set(uids()));
    expect(known).not.toEqual(new Set(atStart));
  });

  it("starts and stops churn only when asked", async () => {
    const before = simulator.store.revision();
    expect(await control({})).toMatchObject({ churn: { rate: 0 } });
    expect(simulator.store.revision()).toBe(before);
    expect(await control({ rate: 50 })).toMatchObject({ churn: { rate: 50 } });
    await expect.poll(() => simulator.store.revision()).toBeGreaterThan(before);
    await control({ rate: 0 });
    const after = simulator.store.revision();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(simulator.store.revision()).toBe(after);
  });
});

const eventSchema = z.object({
  type: z.string(),
  object: z.object({ metadata: z.object({ uid: z.string() }) }),
});

async function eventsSince(revision: string) {
  const response = await get(
    `/api/v1/pods?watch=1&resourceVersion=${revision}&timeoutSeconds=1`,
  );
  return (await response.text())
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => eventSchema.parse(JSON.parse(line)));
}
