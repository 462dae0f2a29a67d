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

async function start(): Promise<StartedSource> {
  source = await startSource(await api.kubeconfig());
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
    });
    expect(started.statement(ID).state).toBe("live");
  });

  it("follows changes", async () => {
    const object = put("istio-system", "istio", "rootNamespace: a");
    const started = await start();
    await eventually(() => expect(api.watches(LIST)).not.toHaveLength(0));
    api.emit(LIST, "MODIFIED", {
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
  ])("is not known from a ConfigMap with %s", async (_name, mesh, message) => {
    put("istio-system", "istio", mesh);
    const started = await start();
    expect(started.reading().meshConfigKnown).toBe(false);
    expect(started.statement(ID).state).toBe("down");
    expect(started.statement(ID).message).toMatch(message);
  });

  it("comes from the running control plane's revision and namespace, with its cluster domain", async () => {
    put("istio-system", "istio", "trustDomain: left-over");
    put("mesh", "istio-canary", "trustDomain: canary");
    api.items.set("/api/v1/pods", [istiodPod("mesh", "canary")]);
    const started = await start();
    await eventually(() =>
      expect(started.reading().inventory.meshConfig).toMatchObject({
        trustDomain: "canary",
        clusterDomain: "corp.internal",
      }),
    );
    expect(started.statement(ID)).toMatchObject({ namespaces: ["mesh"] });
    expect(started.statement(ID).warnings.join()).toContain(
      "mesh/istio-canary and istio-system/istio differ",
    );
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
    expect(started.statement(ID).warnings.join()).toContain("not listed");
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
