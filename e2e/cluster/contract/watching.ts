import { describe, expect, it } from "vitest";
import { at, type OpenWatch, type WatchEvent } from "@/e2e/cluster/wire-client";
import {
  nameOf,
  permissive,
  strict,
  versionOf,
  type Workspace,
} from "./workspace";

export function watchingContract(workspace: () => Workspace): void {
  async function watch(query: string): Promise<OpenWatch> {
    return await workspace().client.watch(
      `${workspace().policies}?watch=1&${query}`,
    );
  }

  async function currentVersion(): Promise<string> {
    return versionOf(
      (await workspace().call("GET", `${workspace().policies}?limit=1`)).json,
    );
  }

  describe("watch", () => {
    it("tells everything after the list it follows, in order", async () => {
      const opened = await watch(
        `resourceVersion=${await currentVersion()}&timeoutSeconds=20`,
      );
      const name = nameOf(await workspace().newPolicy());
      await workspace().merge(name, { spec: permissive });
      await workspace().call("DELETE", `${workspace().policies}/${name}`);
      const events = await take(opened, 3);
      opened.close();
      expect(events.map(({ type }) => type)).toEqual([
        "ADDED",
        "MODIFIED",
        "DELETED",
      ]);
      expect(events.map(({ object }) => nameOf(object))).toEqual([
        name,
        name,
        name,
      ]);
      expect(at(events[1], "object", "spec", "mtls", "mode")).toBe(
        "PERMISSIVE",
      );
      const versions = events.map(({ object }) => Number(versionOf(object)));
      expect(versions).toEqual(
        [...versions].sort((left, right) => left - right),
      );
    });

    it("replays what happened between the list and the watch", async () => {
      const version = await currentVersion();
      const name = nameOf(await workspace().newPolicy());
      const opened = await watch(
        `resourceVersion=${version}&timeoutSeconds=20`,
      );
      const [event] = await take(opened, 1);
      opened.close();
      expect(event?.type).toBe("ADDED");
      expect(nameOf(event?.object)).toBe(name);
    });

    it("begins with the whole state when no resourceVersion is named", async () => {
      const name = nameOf(await workspace().newPolicy());
      const selector = `fieldSelector=metadata.name%3D${name}`;
      const opened = await watch(`${selector}&timeoutSeconds=20`);
      const [event] = await take(opened, 1);
      opened.close();
      expect(event?.type).toBe("ADDED");
      expect(nameOf(event?.object)).toBe(name);
    });

    it("speaks the version it was asked in", async () => {
      const name = nameOf(await workspace().newPolicy());
      const query = `?watch=1&timeoutSeconds=20&fieldSelector=metadata.name%3D${name}`;
      const opened = await workspace().client.watch(
        `${workspace().betaPolicies}${query}`,
      );
      const [event] = await take(opened, 1);
      opened.close();
      expect(at(event, "object", "apiVersion")).toBe(
        "security.istio.io/v1beta1",
      );
    });

    it("calls an object that leaves the selection deleted", async () => {
      const labels = { watched: workspace().newName() };
      const selector = `labelSelector=watched%3D${labels.watched}`;
      const opened = await watch(
        `resourceVersion=${await currentVersion()}&${selector}&timeoutSeconds=20`,
      );
      const name = nameOf(await workspace().newPolicy(strict, { labels }));
      await workspace().merge(name, {
        metadata: { labels: { watched: "no-more" } },
      });
      await workspace().merge(name, { metadata: { labels } });
      const events = await take(opened, 3);
      opened.close();
      expect(events.map(({ type }) => type)).toEqual([
        "ADDED",
        "DELETED",
        "ADDED",
      ]);
    });

    it("tells a watch that sees none of the changes how far it has come", async () => {
      const version = await currentVersion();
      const opened = await watch(
        `resourceVersion=${version}&labelSelector=never&timeoutSeconds=8&allowWatchBookmarks=true`,
      );
      await workspace().newPolicy();
      const events = await takeAll(opened);
      expect(events.map(({ type }) => type)).toContain("BOOKMARK");
      expect(new Set(events.map(({ type }) => type)).size).toBe(1);
      const [bookmark] = events;
      expect(Number(versionOf(bookmark?.object))).toBeGreaterThan(
        Number(version),
      );
      expect(at(bookmark, "object", "kind")).toBe("PeerAuthentication");
      expect(at(bookmark, "object", "metadata", "name")).toBeUndefined();
    }, 15_000);

    it("ends cleanly after timeoutSeconds", async () => {
      const opened = await watch(
        `resourceVersion=${await currentVersion()}&timeoutSeconds=1`,
      );
      expect(opened.code).toBe(200);
      expect(await takeAll(opened)).toEqual([]);
    });

    it("says 410 Expired for a resourceVersion that is forgotten, in the stream or at once", async () => {
      const path = `${workspace().policies}?watch=1&resourceVersion=1&timeoutSeconds=5`;
      const { code, text } = await workspace().call("GET", path);
      const first: unknown = JSON.parse(text.split("\n")[0] ?? "");
      const status = code === 410 ? first : at(first, "object");
      expect(status).toMatchObject({
        kind: "Status",
        reason: "Expired",
        code: 410,
      });
      if (code !== 410) {
        expect({ code, type: at(first, "type") }).toEqual({
          code: 200,
          type: "ERROR",
        });
      }
    });
  });
}

async function take(opened: OpenWatch, count: number): Promise<WatchEvent[]> {
  const events: WatchEvent[] = [];
  while (events.length < count) {
    const event = await opened.next();
    if (event === null) {
      throw new Error(
        `the watch ended after ${events.length} of ${count} events`,
      );
    }
    events.push(event);
  }
  return events;
}

async function takeAll(opened: OpenWatch): Promise<WatchEvent[]> {
  const events: WatchEvent[] = [];
  for (
    let event = await opened.next();
    event !== null;
    event = await opened.next()
  ) {
    events.push(event);
  }
  return events;
}
