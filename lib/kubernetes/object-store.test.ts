import { describe, expect, it } from "vitest";
import { createObjectStore } from "./object-store";

const value = (mode: string, resourceVersion: string) => ({
  key: "shop/a",
  value: { mode, resourceVersion },
});

describe("an object store", () => {
  it("calls a mere new version no change, and keeps the identical object", () => {
    const store = createObjectStore<object>(true);
    expect(store.put(value("STRICT", "1"))).toBe(true);
    const before = store.objects.get("shop/a");
    expect(store.put(value("STRICT", "2"))).toBe(false);
    expect(store.objects.get("shop/a")).toBe(before);
    expect(store.put(value("DISABLE", "3"))).toBe(true);
  });

  it("calls it a change where the version is a precondition for writing", () => {
    const store = createObjectStore<object>(false);
    store.put(value("STRICT", "1"));
    expect(store.put(value("STRICT", "2"))).toBe(true);
    expect(store.put(value("STRICT", "2"))).toBe(false);
  });

  it("sees what a full list adds, drops and leaves", () => {
    const store = createObjectStore<object>(true);
    expect(store.replaceAll([value("STRICT", "1")])).toBe(true);
    expect(store.replaceAll([value("STRICT", "9")])).toBe(false);
    expect(store.replaceAll([])).toBe(true);
    expect(store.objects.size).toBe(0);
  });

  it("puts an unreadable object in the place of its readable past, and back", () => {
    const store = createObjectStore<object>(true);
    store.put(value("STRICT", "1"));
    const broken = { key: "shop/a", problem: "shop/a: mode" };
    expect(store.replaceAll([broken])).toBe(true);
    expect(store.replaceAll([broken])).toBe(false);
    expect(store.objects.size).toBe(0);
    expect(store.problems.get("shop/a")).toBe("shop/a: mode");
    expect(store.put(value("STRICT", "2"))).toBe(true);
    expect(store.problems.size).toBe(0);
    store.put(broken);
    expect(store.remove("shop/a")).toBe(true);
    expect(store.problems.size).toBe(0);
  });
});
