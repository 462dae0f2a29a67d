import { afterEach, beforeEach, describe, expect, it } from "vitest";
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
  const served = new Map([["v1", ["peerauthentications"]]]);
  api.served.set("security.istio.io", served);
});

afterEach(async () => {
  await source?.stop();
  source = undefined;
  await api.close();
});

async function start(tuning: Partial<Tuning>): Promise<StartedSource> {
  source = await startSource(await api.kubeconfig(), tuning);
  return source;
}

function policy(name: string) {
  return { metadata: { name, namespace: "shop" } };
}

function names(): string[] {
  const { inventory } = source?.reading() ?? expect.fail("not started");
  return inventory.peerAuthentications.map(({ name }) => name);
}

function lists(): SeenRequest[] {
  return api.requests.filter(
    ({ path, query }) => path === PATH && !query.has("watch"),
  );
}

async function watching(): Promise<void> {
  await eventually(() => expect(api.watches(PATH)).toHaveLength(1));
}

describe("a watch that stays silent", () => {
  it("finds what a dead watch did not tell by listing again, and says that it missed changes", async () => {
    const started = await start({ silentWatchMs: 500 });
    await watching();
    api.items.set(PATH, [policy("missed")]);
    await eventually(() => expect(names()).toEqual(["missed"]));
    expect(started.statement(ID)).toMatchObject({ state: "live", message: "" });
    expect(
      started
        .statement(ID)
        .warnings.map(({ message }) => message)
        .join(),
    ).toContain("missed changes");
    // A whole further silence without a miss, and nothing is left to warn of.
    await eventually(() => expect(started.statement(ID).warnings).toEqual([]));
  });

  it("drops the warning of missed changes at a sign of life", async () => {
    const started = await start({ silentWatchMs: 1_000 });
    await watching();
    api.items.set(PATH, [policy("missed")]);
    await eventually(() =>
      expect(started.statement(ID).warnings).toHaveLength(1),
    );
    await watching();
    await api.emit(PATH, "BOOKMARK", { metadata: { resourceVersion: "900" } });
    await eventually(
      () => expect(started.statement(ID).warnings).toEqual([]),
      500,
    );
  });

  it("finds nothing wrong with a watch that is silent because nothing changes", async () => {
    api.items.set(PATH, [policy("a")]);
    const started = await start({ silentWatchMs: 80, backoffBaseMs: 60_000 });
    await watching();
    const seen = new Set<string>();
    await eventually(() => {
      const { state, message, warnings } = started.statement(ID);
      seen.add(JSON.stringify([state, message, warnings]));
      // No pause between: with this backoff a failure would end the listing.
      expect(lists().length).toBeGreaterThan(4);
    });
    expect([...seen]).toEqual([JSON.stringify(["live", "", []])]);
    expect(started.reading().policiesReadable("shop")).toBe(true);
  });
});

describe("a watch that was refused", () => {
  it("no longer counts as read again and again once it is watched", async () => {
    let isRefused = true;
    api.override = (request, response) =>
      isRefused &&
      request.query.has("watch") &&
      sendStatus(response, 403, "Forbidden");
    const started = await start({});
    await eventually(() =>
      expect(started.statement(ID).warnings).toHaveLength(1),
    );
    isRefused = false;
    await watching();
    await eventually(() => expect(started.statement(ID).warnings).toEqual([]));
  });
});
