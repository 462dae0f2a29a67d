import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_MESH_CONFIG } from "@/lib/mesh/objects";
import { eventually } from "./testing/eventually";
import {
  type ScriptedApi,
  sendJson,
  sendStatus,
  startScriptedApi,
} from "./testing/scripted-api";
import { type StartedSource, startSource } from "./testing/started-source";

const LIST = "/api/v1/namespaces/istio-system/configmaps";
const ID = "kubernetes/mesh-config";

let api: ScriptedApi;
let source: StartedSource | undefined;
/** ConfigMaps by list path and name, because the scripted server knows no field selectors. */
let configMaps: Map<string, object>;

beforeEach(async () => {
  api = await startScriptedApi();
  configMaps = new Map();
  api.override = ({ path, query }, response) => {
    if (!path.endsWith("/configmaps") || query.has("watch")) {
      return false;
    }
    const name = query.get("fieldSelector")?.replace("metadata.name=", "");
    const found = configMaps.get(`${path}/${name}`);
    return sendJson(response, 200, {
      metadata: { resourceVersion: "1" },
      items: found === undefined ? [] : [found],
    });
  };
});

afterEach(async () => {
  await source?.stop();
  source = undefined;
  await api.close();
});

function put(namespace: string, name: string, mesh: string | null): object {
  const object = {
    metadata: { name, namespace },
    data: mesh === null ? {} : { mesh },
  };
  const path = `/api/v1/namespaces/${namespace}/configmaps/${name}`;
  configMaps.set(path, object);
  return object;
}

async function start(
  controlPlaneNamespaces?: readonly string[],
): Promise<StartedSource> {
  const kubeconfig = await api.kubeconfig();
  source = await startSource(kubeconfig, {}, controlPlaneNamespaces);
  const started = source;
  await eventually(() => expect(started.reading().synced).toBe(true));
  return started;
}

function istiodPod(namespace: string, revision: string) {
  return {
    metadata: {
      name: `istiod-${revision}`,
      namespace,
      labels: { app: "istiod", "istio.io/rev": revision },
    },
    spec: {
      containers: [{ name: "discovery", args: ["--domain=corp.internal"] }],
    },
  };
}

describe("the mesh config", () => {
  it("comes from the ConfigMap, with Istio's defaults for what it leaves out", async () => {
    put("istio-system", "istio", "enableAutoMtls: false\ntrustDomain: td\n");
    const started = await start();
    expect(started.reading()).toMatchObject({
      meshConfigKnown: true,
      istioPresent: true,
    });
    expect(started.reading().inventory.meshConfig).toEqual({
      ...DEFAULT_MESH_CONFIG,
      enableAutoMtls: false,
      trustDomain: "td",
      enforcesLegacyPolicies: false,
      sidecarsSendHbone: "unknown",
    });
    expect(started.statement(ID).state).toBe("live");
  });

  it("follows changes", async () => {
    const object = put("istio-system", "istio", "rootNamespace: a");
    const started = await start();
    await eventually(() => expect(api.watches(LIST)).not.toHaveLength(0));
    await api.emit(LIST, "MODIFIED", {
      ...object,
      data: { mesh: "rootNamespace: b" },
    });
    await eventually(() =>
      expect(started.reading().inventory.meshConfig.rootNamespace).toBe("b"),
    );
  });

  it("is not known without a ConfigMap, and the defaults are then only a guess", async () => {
    const started = await start();
    expect(started.reading().meshConfigKnown).toBe(false);
    expect(started.statement(ID)).toMatchObject({ state: "absent" });
    expect(started.statement(ID).message).toContain("istio-system/istio");
  });

  it.each([
    ["no key", null, /no key "mesh"/],
    ["no YAML", "a: [", /not YAML/],
    ["a wrong type", "enableAutoMtls: maybe", /enableAutoMtls/],
    ["one key twice", "enableAutoMtls: true\nenableAutoMtls: false", /twice/],
  ])("is not known from a ConfigMap with %s", async (_name, mesh, message) => {
    put("istio-system", "istio", mesh);
    const started = await start();
    expect(started.reading().meshConfigKnown).toBe(false);
    expect(started.statement(ID).state).toBe("down");
    expect(started.statement(ID).message).toMatch(message);
  });

  it("comes from a revision of a trusted namespace, with its cluster domain", async () => {
    put("istio-system", "istio", "trustDomain: left-over");
    put("mesh", "istio-canary", "trustDomain: canary");
    api.items.set("/api/v1/pods", [istiodPod("mesh", "canary")]);
    const started = await start(["mesh"]);
    await eventually(() =>
      expect(started.reading().inventory.meshConfig).toMatchObject({
        trustDomain: "canary",
        clusterDomain: "corp.internal",
      }),
    );
    expect(started.statement(ID)).toMatchObject({ namespaces: ["mesh"] });
    expect(
      started
        .statement(ID)
        .warnings.map(({ message }) => message)
        .join(),
    ).toContain("mesh/istio-canary and istio-system/istio differ");
  });

  it("comes from a revision in istio-system where there is no plain istio", async () => {
    put("istio-system", "istio-1-22", "enableAutoMtls: false");
    api.items.set("/api/v1/pods", [istiodPod("istio-system", "1-22")]);
    const started = await start();
    await eventually(() =>
      expect(started.reading()).toMatchObject({
        meshConfigKnown: true,
        inventory: {
          meshConfig: { enableAutoMtls: false, clusterDomain: "corp.internal" },
        },
      }),
    );
    expect(started.statement(ID).state).toBe("live");
  });

  it("is never taken over by pods that call themselves istiod elsewhere", async () => {
    put("istio-system", "istio", "rootNamespace: istio-system");
    const names = Array.from({ length: 15 }, (_, at) => `a${at}`);
    for (const name of names) {
      put(name, "istio", "rootNamespace: evil\nenableAutoMtls: false");
    }
    const pods = names.map((name) => istiodPod(name, "default"));
    api.items.set("/api/v1/pods", pods);
    const started = await start();
    await eventually(() =>
      expect(started.reading().inventory.pods).toHaveLength(15),
    );
    // Long enough for a candidate to be followed and read.
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(started.reading()).toMatchObject({ meshConfigKnown: true });
    expect(started.reading().inventory.meshConfig).toEqual({
      ...DEFAULT_MESH_CONFIG,
      enforcesLegacyPolicies: false,
      sidecarsSendHbone: "unknown",
    });
    expect(started.statement(ID).warnings).toEqual([]);
    const asked = api.requests.filter(({ path }) => /configmaps/.test(path));
    expect(new Set(asked.map(({ path }) => path))).toEqual(new Set([LIST]));
  });

  it("keeps istio-system/istio however many revisions there are", async () => {
    put("istio-system", "istio", "trustDomain: td");
    const pods = Array.from({ length: 30 }, (_, at) =>
      istiodPod("istio-system", `r${at}`),
    );
    api.items.set("/api/v1/pods", pods);
    const started = await start();
    await eventually(() =>
      expect(api.watches(LIST).length).toBeGreaterThan(10),
    );
    expect(api.watches(LIST).length).toBeLessThanOrEqual(12);
    expect(started.reading().inventory.meshConfig.trustDomain).toBe("td");
    expect(
      started
        .statement(ID)
        .warnings.map(({ message }) => message)
        .join(),
    ).toMatch(/12 of 31/);
  });

  it.each([
    ["rootNamespace", "rootNamespace: a", "rootNamespace: b"],
    ["enableAutoMtls", "enableAutoMtls: true", "enableAutoMtls: false"],
  ])(
    "is not known while trusted control planes differ in %s",
    async (field, one, other) => {
      put("istio-system", "istio", one);
      put("istio-system", "istio-canary", other);
      api.items.set("/api/v1/pods", [istiodPod("istio-system", "canary")]);
      const started = await start();
      await eventually(() =>
        expect(started.statement(ID)).toMatchObject({ state: "down" }),
      );
      expect(started.statement(ID).message).toContain(
        `istio-system/istio-canary and istio-system/istio differ in ${field}`,
      );
      expect(started.reading()).toMatchObject({
        meshConfigKnown: false,
        istioPresent: true,
        inventory: { meshConfig: { rootNamespace: "istio-system" } },
      });
    },
  );

  it("is not known while one trusted control plane's cannot be read", async () => {
    put("istio-system", "istio", "rootNamespace: a");
    put("istio-system", "istio-canary", "a: [");
    api.items.set("/api/v1/pods", [istiodPod("istio-system", "canary")]);
    const started = await start();
    await eventually(() =>
      expect(started.reading().meshConfigKnown).toBe(false),
    );
    expect(started.statement(ID).message).toContain("istio-canary");
  });

  it("does not make a mesh that was read look unread when another revision shows up", async () => {
    put("istio-system", "istio", "rootNamespace: a");
    const started = await start();
    await eventually(() =>
      expect(api.watches("/api/v1/namespaces")).toHaveLength(1),
    );
    const answer = api.override;
    let isAsked = false;
    api.override = (request, response) => {
      const isCanary = request.query.get("fieldSelector")?.endsWith("canary");
      isAsked ||= isCanary === true;
      return isCanary === true || answer(request, response);
    };
    await api.emit("/api/v1/namespaces", "ADDED", {
      metadata: { name: "new", labels: { "istio.io/rev": "canary" } },
    });
    await eventually(() => expect(isAsked).toBe(true));
    expect(started.reading()).toMatchObject({
      synced: true,
      meshConfigKnown: true,
    });
  });

  it("is read alone where a Role allows nothing but that", async () => {
    const object = put("istio-system", "istio", "rootNamespace: root");
    api.override = ({ path }, response) => {
      if (path === `${LIST}/istio`) {
        return sendJson(response, 200, object);
      }
      return path === LIST && sendStatus(response, 403, "Forbidden");
    };
    const started = await start();
    await eventually(() =>
      expect(started.reading().inventory.meshConfig.rootNamespace).toBe("root"),
    );
    expect(
      started
        .statement(ID)
        .warnings.map(({ message }) => message)
        .join(),
    ).toContain("not listed");
  });

  it("says which other ConfigMap may not be read", async () => {
    put("istio-system", "istio", "rootNamespace: root");
    api.items.set("/api/v1/pods", [istiodPod("istio-system", "canary")]);
    const answer = api.override;
    api.override = (request, response) =>
      `${request.path} ${request.query}`.includes("canary")
        ? sendStatus(response, 403, "Forbidden")
        : answer(request, response);
    const started = await start();
    await eventually(() =>
      expect(
        started
          .statement(ID)
          .warnings.map(({ message }) => message)
          .join(),
      ).toContain("istio-system/istio-canary cannot be read"),
    );
  });

  it("is forbidden, and not absent, where nothing may be read", async () => {
    api.override = ({ path }, response) =>
      path.startsWith(LIST) && sendStatus(response, 403, "Forbidden");
    const started = await start();
    await eventually(() =>
      expect(started.statement(ID)).toMatchObject({ state: "forbidden" }),
    );
    expect(started.reading().meshConfigKnown).toBe(false);
    expect(started.statement(ID).message).toContain("configmaps");
  });
});
