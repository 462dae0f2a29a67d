import { afterEach, describe, expect, it } from "vitest";
import { at, type OpenWatch } from "@/e2e/cluster/wire-client";
import {
  peerAuthentication,
  shopPolicies,
  startTestCluster,
  type TestCluster,
} from "./test-cluster";

let cluster: TestCluster | null = null;

afterEach(() => {
  cluster?.close();
  cluster = null;
});

async function start(): Promise<TestCluster> {
  cluster = await startTestCluster({ bookmarkIntervalMs: 20 }, [
    peerAuthentication("a", "STRICT"),
  ]);
  return cluster;
}

async function openWatch({ admin, store }: TestCluster): Promise<OpenWatch> {
  const query = `watch=1&allowWatchBookmarks=true&resourceVersion=${store.revision()}`;
  return await admin.watch(`${shopPolicies}?${query}`);
}

/** What happens first: an event, the end, or nothing for a while. */
async function nextWithin(watch: OpenWatch, ms: number): Promise<string> {
  const silence = new Promise<string>((resolve) =>
    setTimeout(() => resolve("silence"), ms),
  );
  const event = watch.next().then((found) => found?.type ?? "end");
  return await Promise.race([event, silence]);
}

describe("faults", () => {
  it("drop open watches without an ending", async () => {
    const { faults, ...rest } = await start();
    const watch = await openWatch({ faults, ...rest });
    faults.dropWatches();
    expect(await nextWithin(watch, 2000)).toBe("end");
  });

  it("silence a watch for good: it stays open and never speaks again", async () => {
    const running = await start();
    const watch = await openWatch(running);
    running.faults.silenceWatches = true;
    running.store.seed(peerAuthentication("b", "STRICT"));
    running.faults.silenceWatches = false;
    running.store.seed(peerAuthentication("c", "STRICT"));
    expect(await nextWithin(watch, 150)).toBe("silence");
    const fresh = await openWatch(running);
    running.store.seed(peerAuthentication("d", "STRICT"));
    expect(await nextWithin(fresh, 2000)).toBe("ADDED");
  });

  it("say 410 once, inside the stream or as the answer", async () => {
    const { admin, faults, store } = await start();
    const path = `${shopPolicies}?watch=1&timeoutSeconds=1&resourceVersion=${store.revision()}`;
    faults.gone = true;
    const inStream = await admin.call("GET", path);
    expect(inStream.code).toBe(200);
    expect(at(inStream.json, "object", "code")).toBe(410);
    faults.gone = "status";
    expect(await admin.call("GET", path)).toMatchObject({
      code: 410,
      json: { reason: "Expired" },
    });
    expect(await admin.call("GET", path)).toMatchObject({
      code: 200,
      text: "",
    });
  });

  it("make the server unavailable, and back", async () => {
    const { admin, faults } = await start();
    faults.unavailable = true;
    const refused = await admin.call("GET", shopPolicies);
    expect(refused).toMatchObject({
      code: 503,
      json: { reason: "ServiceUnavailable" },
    });
    expect(refused.headers["retry-after"]).toBe("1");
    faults.unavailable = false;
    expect((await admin.call("GET", shopPolicies)).code).toBe(200);
  });

  it("forbid even an administrator", async () => {
    const { admin, faults } = await start();
    faults.forbid = [{ resource: "peerauthentications", verb: "list" }];
    expect((await admin.call("GET", shopPolicies)).code).toBe(403);
    expect((await admin.call("GET", `${shopPolicies}/a`)).code).toBe(200);
  });

  it("delay every answer", async () => {
    const { admin, faults } = await start();
    faults.delayMs = 60;
    const startedMs = performance.now();
    await admin.call("GET", "/healthz");
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(55);
  });
});

describe("bookmarks", () => {
  it("come only after something has happened, as on a real server", async () => {
    const running = await start();
    const watch = await openWatch(running);
    expect(await nextWithin(watch, 100)).toBe("silence");
    running.store.seed({
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: "other" },
    });
    const later = await openWatch(running);
    running.store.seed({
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: "another" },
    });
    expect(await nextWithin(later, 2000)).toBe("BOOKMARK");
  });
});
