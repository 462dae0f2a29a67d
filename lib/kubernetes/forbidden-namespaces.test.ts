import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "./testing/eventually";
import {
  type ScriptedApi,
  type SeenRequest,
  sendStatus,
  startScriptedApi,
} from "./testing/scripted-api";
import { type StartedSource, startSource } from "./testing/started-source";

const GROUP = "/apis/security.istio.io/v1";
const ID = "kubernetes/peerauthentications.security.istio.io";

let api: ScriptedApi;
let source: StartedSource | undefined;
/** Paths that answer 403. */
let refused: (request: SeenRequest) => boolean;

beforeEach(async () => {
  api = await startScriptedApi();
  api.served.set(
    "security.istio.io",
    new Map([["v1", ["peerauthentications", "authorizationpolicies"]]]),
  );
  api.items.set("/api/v1/namespaces", [
    { metadata: { name: "shop" } },
    { metadata: { name: "bank" } },
    { metadata: { name: "istio-system" } },
  ]);
  api.items.set(inNamespace("shop"), [
    { metadata: { name: "strict", namespace: "shop" } },
  ]);
  refused = ({ path }) => path === `${GROUP}/peerauthentications`;
  api.override = (request, response) =>
    refused(request) && sendStatus(response, 403, "Forbidden");
});

afterEach(async () => {
  await source?.stop();
  source = undefined;
  await api.close();
});

function inNamespace(namespace: string): string {
  return `${GROUP}/namespaces/${namespace}/peerauthentications`;
}

describe("a kind that may not be listed in the whole cluster", () => {
  it("is read namespace by namespace, and names each place that refuses", async () => {
    refused = ({ path }) =>
      path === `${GROUP}/peerauthentications` || path === inNamespace("bank");
    source = await startSource(await api.kubeconfig());
    const started = source;
    await eventually(() => {
      expect(started.statement(`${ID}/live`).namespaces).toEqual([
        "istio-system",
        "shop",
      ]);
      expect(started.statement(`${ID}/forbidden`)).toMatchObject({
        state: "forbidden",
        namespaces: ["bank"],
      });
    });
    expect(started.statement(`${ID}/forbidden`).message).toContain(
      "cannot list peerauthentications.security.istio.io in namespace bank",
    );
    const reading = started.reading();
    expect(reading.synced).toBe(true);
    expect(reading.inventory.peerAuthentications).toHaveLength(1);
    expect(reading.policiesReadable("shop")).toBe(true);
    expect(reading.policiesReadable("bank")).toBe(false);
  });

  it("leaves every namespace unreadable when the root namespace refuses, because its policy rules all", async () => {
    refused = ({ path }) =>
      path === `${GROUP}/peerauthentications` ||
      path === inNamespace("istio-system");
    source = await startSource(await api.kubeconfig());
    const started = source;
    await eventually(() => started.statement(`${ID}/forbidden`));
    expect(started.reading().policiesReadable("shop")).toBe(false);
  });

  it("follows namespaces that come and go", async () => {
    source = await startSource(await api.kubeconfig());
    const started = source;
    await eventually(() => started.statement(`${ID}/live`));
    api.items.set(inNamespace("new"), [
      { metadata: { name: "fresh", namespace: "new" } },
    ]);
    await api.emit("/api/v1/namespaces", "ADDED", {
      metadata: { name: "new", resourceVersion: "5" },
    });
    await api.emit("/api/v1/namespaces", "DELETED", {
      metadata: { name: "shop", resourceVersion: "6" },
    });
    await eventually(() => {
      const policies = started.reading().inventory.peerAuthentications;
      expect(policies.map(({ name }) => name)).toEqual(["fresh"]);
    });
    expect(started.reading().policiesReadable("shop")).toBe(false);
  });

  it("stays read while a new namespace is being read, which alone is unreadable until then", async () => {
    const isNew = ({ path }: SeenRequest) => path === inNamespace("new");
    source = await startSource(await api.kubeconfig());
    const started = source;
    await eventually(() => expect(started.reading().synced).toBe(true));
    await eventually(() => started.statement(`${ID}/live`));
    const held = api.override;
    api.override = (request, response) =>
      isNew(request) || held(request, response);
    await api.emit("/api/v1/namespaces", "ADDED", {
      metadata: { name: "new", resourceVersion: "5" },
    });
    await eventually(() => expect(api.requests.some(isNew)).toBe(true));
    expect(started.statement(`${ID}/starting`).namespaces).toEqual(["new"]);
    expect(started.reading().synced).toBe(true);
    expect(started.reading().policiesReadable("new")).toBe(false);
    expect(started.reading().policiesReadable("shop")).toBe(true);
  });

  it("is not read before every namespace was tried once", async () => {
    const held = api.override;
    let isAsked = false;
    api.override = (request, response) => {
      const isBank = request.path === inNamespace("bank");
      isAsked ||= isBank;
      return isBank || held(request, response);
    };
    source = await startSource(await api.kubeconfig());
    const started = source;
    await eventually(() => expect(isAsked).toBe(true));
    await eventually(() => started.statement(`${ID}/live`));
    expect(started.reading().synced).toBe(false);
  });

  it("returns to one list once that is allowed", async () => {
    source = await startSource(await api.kubeconfig());
    const started = source;
    await eventually(() => started.statement(`${ID}/live`));
    refused = () => false;
    await eventually(() => expect(started.statement(ID).state).toBe("live"));
    await eventually(() =>
      expect(api.watches(inNamespace("shop"))).toHaveLength(0),
    );
  });

  it("is forbidden as a whole when namespaces cannot be listed either", async () => {
    refused = ({ path }) =>
      path === `${GROUP}/peerauthentications` || path === "/api/v1/namespaces";
    source = await startSource(await api.kubeconfig());
    const started = source;
    await eventually(() =>
      expect(started.statement("kubernetes/namespaces").state).toBe(
        "forbidden",
      ),
    );
    expect(started.statement("kubernetes/namespaces").message).toMatch(
      /cannot list namespaces\. Ask for a ClusterRole/,
    );
    await eventually(() =>
      expect(started.statement(ID)).toMatchObject({ state: "forbidden" }),
    );
    expect(started.statement(ID).message).toContain(
      "Namespaces cannot be listed either",
    );
    expect(started.reading().policiesReadable("shop")).toBe(false);
  });
});

describe("a malformed object", () => {
  beforeEach(() => {
    refused = () => false;
    api.items.set(`${GROUP}/peerauthentications`, [
      { metadata: { name: "fine", namespace: "shop" } },
      {
        metadata: { name: "typo", namespace: "bank" },
        spec: { mtls: { mode: "STRIKT" } },
      },
    ]);
  });

  it("is told by name, and its namespace no longer counts as read", async () => {
    source = await startSource(await api.kubeconfig());
    const started = source;
    await eventually(() => expect(started.statement(ID).state).toBe("live"));
    expect(
      started
        .statement(ID)
        .warnings.map(({ message }) => message)
        .join(),
    ).toMatch(/bank\/typo: spec\.mtls\.mode/);
    const reading = started.reading();
    expect(reading.inventory.peerAuthentications).toHaveLength(1);
    expect(reading.policiesReadable("bank")).toBe(false);
    expect(reading.policiesReadable("shop")).toBe(true);
  });

  it("takes the place of its readable past, and is forgotten when mended", async () => {
    source = await startSource(await api.kubeconfig());
    const started = source;
    const path = `${GROUP}/peerauthentications`;
    await eventually(() => expect(api.watches(path)).toHaveLength(1));
    const broken = {
      metadata: { name: "fine", namespace: "shop", resourceVersion: "7" },
      spec: { portLevelMtls: "8080" },
    };
    await api.emit(path, "MODIFIED", broken);
    await eventually(() =>
      expect(started.reading().policiesReadable("shop")).toBe(false),
    );
    expect(started.reading().inventory.peerAuthentications).toEqual([]);

    await api.emit(path, "MODIFIED", { ...broken, spec: {} });
    await eventually(() =>
      expect(started.reading().policiesReadable("shop")).toBe(true),
    );
  });
});
