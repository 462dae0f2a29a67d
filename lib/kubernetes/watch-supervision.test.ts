import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RESOURCE_KINDS } from "./resource-kind";
import { eventually } from "./testing/eventually";
import {
  type ScriptedApi,
  type SeenRequest,
  sendStatus,
  startScriptedApi,
} from "./testing/scripted-api";
import { type StartedSource, startSource } from "./testing/started-source";
import type { Tuning } from "./tuning";

const PATH = "/apis/security.istio.io/v1/peerauthentications";
const ID = "kubernetes/peerauthentications.security.istio.io";

let api: ScriptedApi;
let source: StartedSource | undefined;

beforeEach(async () => {
  api = await startScriptedApi();
  api.served.set(
    "security.istio.io",
    new Map([
      ["v1beta1", ["peerauthentications", "authorizationpolicies"]],
      ["v1", ["peerauthentications", "authorizationpolicies"]],
    ]),
  );
});

afterEach(async () => {
  await source?.stop();
  source = undefined;
  await api.close();
});

async function start(tuning: Partial<Tuning> = {}): Promise<StartedSource> {
  source = await startSource(await api.kubeconfig(), tuning);
  return source;
}

function policy(name: string, mode = "STRICT", resourceVersion = "101") {
  return {
    metadata: {
      name,
      namespace: "shop",
      uid: name,
      resourceVersion,
      managedFields: [{ manager: "m" }],
    },
    spec: { mtls: { mode } },
  };
}

function names(): string[] {
  const { inventory } = source?.reading() ?? expect.fail("not started");
  return inventory.peerAuthentications.map(({ name }) => name).sort();
}

function isWatch({ path, query }: SeenRequest): boolean {
  return path === PATH && query.get("watch") === "true";
}

function lists(): SeenRequest[] {
  return api.requests.filter((it) => it.path === PATH && !isWatch(it));
}

async function watching(): Promise<void> {
  await eventually(() => expect(api.watches(PATH)).toHaveLength(1));
}

describe("a supervised watch", () => {
  it("prefers the newest served version and shows events as they come", async () => {
    api.items.set(PATH, [policy("a")]);
    const started = await start();
    await watching();
    expect(names()).toEqual(["a"]);
    expect(started.statement(ID)).toMatchObject({
      state: "live",
      version: "security.istio.io/v1",
      message: "",
    });

    await api.emit(PATH, "ADDED", policy("b", "PERMISSIVE", "102"));
    await eventually(() => expect(names()).toEqual(["a", "b"]));
    await api.emit(PATH, "DELETED", policy("a", "STRICT", "103"));
    await eventually(() => expect(names()).toEqual(["b"]));
    const [only] = started.reading().inventory.peerAuthentications;
    expect(only).toMatchObject({ mode: "PERMISSIVE", namespace: "shop" });
    expect(only).not.toHaveProperty("managedFields");
  });

  it("goes on where it was after the connection is cut, without a new list", async () => {
    api.items.set(PATH, [policy("a")]);
    await start();
    await watching();
    await api.emit(PATH, "ADDED", policy("b", "STRICT", "150"));
    await eventually(() => expect(names()).toEqual(["a", "b"]));

    const before = lists().length;
    api.watches(PATH)[0]?.destroy();
    await eventually(() => {
      const last = api.requests.filter(isWatch).at(-1);
      expect(last?.query.get("resourceVersion")).toBe("150");
    });
    await watching();
    expect(lists()).toHaveLength(before);
    expect(names()).toEqual(["a", "b"]);
  });

  it("moves on with bookmarks, and asks for them", async () => {
    await start();
    await watching();
    await api.emit(PATH, "BOOKMARK", { metadata: { resourceVersion: "900" } });
    await eventually(() => {
      api.watches(PATH)[0]?.end();
      const last = api.requests.filter(isWatch).at(-1);
      expect(last?.query.get("resourceVersion")).toBe("900");
      expect(last?.query.get("allowWatchBookmarks")).toBe("true");
      expect(last?.query.get("timeoutSeconds")).toBe("290");
    });
  });

  it("reads the list again when the history is gone, told in the stream", async () => {
    await start();
    await watching();
    api.items.set(PATH, [policy("later")]);
    await api.emit(PATH, "ERROR", {
      kind: "Status",
      code: 410,
      reason: "Expired",
      message: "too old resource version",
    });
    await eventually(() => expect(names()).toEqual(["later"]));
  });

  it("reads the list again when the history is gone, told as the answer", async () => {
    let refusals = 0;
    api.override = (request, response) => {
      if (!isWatch(request) || refusals > 0) {
        return false;
      }
      refusals += 1;
      api.items.set(PATH, [policy("later")]);
      return sendStatus(response, 410, "Expired", "too old");
    };
    await start();
    await eventually(() => expect(names()).toEqual(["later"]));
  });

  it("compares with a full list at intervals, whatever the watch says", async () => {
    await start({ forcedRelistMs: 100 });
    await watching();
    api.items.set(PATH, [policy("never announced")]);
    await eventually(() => expect(names()).toEqual(["never announced"]));
  });

  it("keeps the last known objects while the server fails: first stale, then down", async () => {
    api.items.set(PATH, [policy("a")]);
    const started = await start({ staleGraceMs: 400 });
    await watching();
    api.override = (_request, response) =>
      sendStatus(response, 500, "InternalError", "etcd is away");
    api.watches(PATH)[0]?.destroy();

    await eventually(() => expect(started.statement(ID).state).toBe("stale"));
    expect(started.statement(ID).message).toContain("error of its own");
    expect(names()).toEqual(["a"]);
    expect(started.reading().policiesReadable("shop")).toBe(true);
    await eventually(() => expect(started.statement(ID).state).toBe("down"));
    expect(names()).toEqual(["a"]);
    expect(started.reading().policiesReadable("shop")).toBe(false);

    api.override = () => false;
    await eventually(() => expect(started.statement(ID).state).toBe("live"));
    expect(started.statement(ID).message).toBe("");
  });

  it("waits longer with every failure in a row", async () => {
    api.override = (_request, response) =>
      sendStatus(response, 503, "ServiceUnavailable");
    await start({ backoffBaseMs: 40, backoffCapMs: 400 });
    await new Promise((resolve) => setTimeout(resolve, 900));
    const tries = api.requests.filter(({ path }) => path === "/apis").length;
    const asking = Object.values(RESOURCE_KINDS).filter(
      ({ group }) => group !== "",
    ).length;
    // Without backoff each would try more than twenty times.
    expect(tries).toBeLessThan(asking * 9);
    expect(tries).toBeGreaterThan(asking);
  });

  it("comes up when the server does, and until then says what is wrong", async () => {
    const kubeconfig = await api.kubeconfig();
    let isUp = false;
    api.override = (_request, response) => {
      if (!isUp) {
        response.destroy();
      }
      return !isUp;
    };
    source = await startSource(kubeconfig);
    const id = "kubernetes/services";
    const started = source;
    await eventually(() => expect(started.statement(id).state).toBe("down"));
    expect(started.statement(id).message).toMatch(/broke .*Check the network/);
    expect(started.reading().policiesReadable("shop")).toBe(false);
    isUp = true;
    await eventually(() => expect(started.reading().synced).toBe(true));
    await eventually(() => expect(started.statement(id).state).toBe("live"));
  });

  it("notices a CRD that is installed later, and one that goes", async () => {
    const security = api.served.get("security.istio.io") ?? expect.fail();
    api.served.clear();
    const started = await start();
    await eventually(() => expect(started.statement(ID).state).toBe("absent"));
    expect(started.statement(ID).message).toContain("Install Istio");
    expect(started.reading()).toMatchObject({ istioPresent: false });
    expect(started.reading().policiesReadable("shop")).toBe(false);

    api.items.set(PATH, [policy("a")]);
    api.served.set("security.istio.io", security);
    await eventually(() => expect(names()).toEqual(["a"]));
    expect(started.reading()).toMatchObject({ istioPresent: true });

    api.served.clear();
    api.override = ({ path }, response) => {
      if (!path.startsWith("/apis/security")) {
        return false;
      }
      response.writeHead(404).end("404 page not found");
      return true;
    };
    api.watches(PATH)[0]?.end();
    await eventually(() => expect(started.statement(ID).state).toBe("absent"));
    expect(names()).toEqual([]);
  });

  it("reads again and again where list is allowed and watch is not", async () => {
    api.override = (request, response) =>
      isWatch(request) && sendStatus(response, 403, "Forbidden");
    const started = await start();
    await eventually(() => expect(started.statement(ID).state).toBe("live"));
    api.items.set(PATH, [policy("a")]);
    await eventually(() => expect(names()).toEqual(["a"]));
    expect(
      started
        .statement(ID)
        .warnings.map(({ message }) => message)
        .join(),
    ).toContain("cannot watch peerauthentications.security.istio.io");
  });

  it("shows nothing more, and says why, once the right to read is withdrawn", async () => {
    api.items.set(PATH, [policy("a")]);
    const started = await start({ pollMs: 60_000 });
    await watching();
    api.override = (request, response) =>
      request.path.endsWith("/peerauthentications") &&
      sendStatus(response, 403, "Forbidden");
    api.watches(PATH)[0]?.destroy();
    await eventually(() =>
      expect(started.statement(ID).state).toBe("forbidden"),
    );
    expect(names()).toEqual([]);
    expect(started.reading().policiesReadable("shop")).toBe(false);
  });

  it("reads long lists page by page", async () => {
    api.override = (request, response) => {
      if (request.path !== PATH || isWatch(request)) {
        return false;
      }
      const page = Number(request.query.get("continue") ?? "0");
      response.writeHead(200, { "content-type": "application/json" });
      const metadata = {
        resourceVersion: "100",
        ...(page < 2 ? { continue: String(page + 1) } : {}),
      };
      response.end(
        JSON.stringify({ metadata, items: [policy(`page-${page}`)] }),
      );
      return true;
    };
    await start({ pageSize: 1 });
    await eventually(() =>
      expect(names()).toEqual(["page-0", "page-1", "page-2"]),
    );
    expect(lists()[0]?.query.get("limit")).toBe("1");
  });

  it("never mistakes a web page for an empty cluster", async () => {
    api.override = (_request, response) => {
      response.writeHead(200, { "content-type": "text/html" });
      response.end("<html>Sign in</html>");
      return true;
    };
    const started = await start();
    await eventually(() => expect(started.statement(ID).state).toBe("down"));
    expect(started.statement(ID).message).toContain("not JSON but text/html");
    expect(started.reading().policiesReadable("shop")).toBe(false);
  });
});
