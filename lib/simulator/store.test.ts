import { describe, expect, it } from "vitest";
import { SimulatedClock } from "./clock";
import { ObjectStore, type StoreChange } from "./store";

function configMap(
  name: string,
  namespace: string,
  data: Record<string, string> = {},
) {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name, namespace },
    data,
  };
}

function newStore(): ObjectStore {
  return new ObjectStore(
    new SimulatedClock(Date.UTC(2026, 0, 2, 3, 4, 5, 678)),
  );
}

describe("ObjectStore", () => {
  it("fills in identity and the simulated time, in whole seconds", () => {
    const { metadata } = newStore().seed(configMap("a", "x"));
    expect(metadata.creationTimestamp).toBe("2026-01-02T03:04:05Z");
    expect(metadata.uid).toMatch(/^[0-9a-f-]{36}$/);
    expect(Number(metadata.resourceVersion)).toBeGreaterThan(1);
  });

  it("keeps a given age and, on a second seed, the identity", () => {
    const store = newStore();
    const old = {
      ...configMap("a", "x"),
      metadata: {
        name: "a",
        namespace: "x",
        creationTimestamp: "2020-01-01T00:00:00Z",
      },
    };
    const first = store.seed(old);
    const second = store.seed(configMap("a", "x", { b: "c" }));
    expect(second.metadata.creationTimestamp).toBe("2020-01-01T00:00:00Z");
    expect(second.metadata.uid).toBe(first.metadata.uid);
    expect(Number(second.metadata.resourceVersion)).toBeGreaterThan(
      Number(first.metadata.resourceVersion),
    );
  });

  it("lists by namespace, then name", () => {
    const store = newStore();
    for (const [name, namespace] of [
      ["b", "y"],
      ["z", "x"],
      ["a", "y"],
      ["a", "x"],
    ] as const) {
      store.seed(configMap(name, namespace));
    }
    const places = store
      .list("ConfigMap")
      .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
    expect(places).toEqual(["x/a", "x/z", "y/a", "y/b"]);
    expect(store.list("ConfigMap", "y")).toHaveLength(2);
    expect(store.list("Pod")).toEqual([]);
  });

  it("reports changes in order, a deletion with a version of its own", () => {
    const store = newStore();
    const seen: StoreChange[] = [];
    const stop = store.onChange((change) => seen.push(change));
    const made = store.seed(configMap("a", "x"));
    store.seed(configMap("a", "x", { b: "c" }));
    store.remove("ConfigMap", "x", "a");
    store.remove("ConfigMap", "x", "a");
    stop();
    store.seed(configMap("later", "x"));
    expect(seen.map(({ type }) => type)).toEqual([
      "ADDED",
      "MODIFIED",
      "DELETED",
    ]);
    expect(seen[1]?.previous).toBe(made);
    expect(seen[2]?.object.metadata.resourceVersion).toBe(
      String(seen[2]?.revision),
    );
  });

  it("remembers what the list was", () => {
    const store = newStore();
    store.seed(configMap("a", "x"));
    store.seed(configMap("b", "x"));
    const then = store.revision();
    store.remove("ConfigMap", "x", "a");
    store.seed(configMap("b", "x", { changed: "yes" }));
    store.seed(configMap("b", "x", { changed: "twice" }));
    store.seed(configMap("c", "x"));
    const names = store
      .listAt("ConfigMap", "x", then)
      ?.map(({ metadata }) => metadata.name);
    expect(names).toEqual(["a", "b"]);
    expect(store.listAt("ConfigMap", "x", then)?.[1]?.data).toEqual({});
  });

  it("does not guess about a history it has forgotten", () => {
    const store = newStore();
    store.seed(configMap("a", "x"));
    const then = store.revision();
    store.seed(configMap("b", "x"));
    store.compact();
    expect(store.changesSince(then)).toBeNull();
    expect(store.listAt("ConfigMap", "x", then)).toBeNull();
    expect(store.changesSince(store.revision())).toEqual([]);
  });

  it("bounds the history it keeps", () => {
    const store = newStore();
    store.seed(configMap("a", "x"));
    const then = store.revision();
    for (let index = 0; index < 40_001; index += 1) {
      store.seed(configMap("a", "x", { index: String(index) }));
    }
    expect(store.changesSince(then)).toBeNull();
    expect(store.changesSince(store.revision() - 1000)).toHaveLength(1000);
  });
});
