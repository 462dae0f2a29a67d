import { describe, expect, it } from "vitest";
import type { JsonObject } from "./compare";
import type { FieldManager, ManagedEntry } from "./managed-fields";
import { type Applied, applyConfiguration } from "./server-side-apply";
import { StatusError } from "./status";

const now = "2026-01-02T03:04:05Z";
const later = "2026-01-02T03:05:00Z";
const version = "security.istio.io/v1";

function applier(manager: string): FieldManager {
  return { manager, operation: "Apply", apiVersion: version };
}

function config(spec: JsonObject, labels?: JsonObject): JsonObject {
  const metadata = { name: "a", ...(labels === undefined ? {} : { labels }) };
  return { apiVersion: version, kind: "PeerAuthentication", metadata, spec };
}

function apply(
  live: Applied | null,
  manager: string,
  wanted: JsonObject,
  more: { force?: boolean; now?: string } = {},
): Applied {
  return applyConfiguration({
    live: live?.object ?? null,
    entries: live?.entries ?? [],
    config: wanted,
    applier: applier(manager),
    force: more.force ?? false,
    now: more.now ?? now,
  });
}

function fieldsOf(applied: Applied, manager: string): unknown {
  return applied.entries
    .find((entry: ManagedEntry) => entry.manager === manager)
    ?.fields.toFieldsV1();
}

function refusal(act: () => unknown): StatusError {
  try {
    act();
  } catch (error) {
    if (error instanceof StatusError) {
      return error;
    }
    throw error;
  }
  throw new Error("it was not refused");
}

const both = {
  mtls: { mode: "STRICT" },
  selector: { matchLabels: { app: "x" } },
};

describe("server-side apply", () => {
  it("owns leaves, not the maps around them", () => {
    expect(fieldsOf(apply(null, "one", config(both)), "one")).toEqual({
      "f:spec": {
        "f:mtls": { "f:mode": {} },
        "f:selector": { "f:matchLabels": { "f:app": {} } },
      },
    });
  });

  it("removes what its applier dropped, with the maps that are left empty", () => {
    const first = apply(null, "one", config(both, { a: "b" }));
    const second = apply(first, "one", config({ mtls: { mode: "STRICT" } }));
    expect(second.object).toEqual(config({ mtls: { mode: "STRICT" } }));
  });

  it("keeps what somebody else owns too", () => {
    const one = apply(null, "one", config(both));
    const two = apply(one, "two", config({ mtls: { mode: "STRICT" } }));
    const dropped = apply(two, "one", config({ selector: both.selector }));
    expect(dropped.object.spec).toEqual(both);
    expect(fieldsOf(dropped, "two")).toEqual({
      "f:spec": { "f:mtls": { "f:mode": {} } },
    });
  });

  it("leaves fields alone that nobody applied", () => {
    const one = apply(null, "one", config({ mtls: { mode: "STRICT" } }));
    const edited = {
      ...one,
      object: { ...one.object, status: { seen: true } },
    };
    expect(
      apply(edited, "one", config({ mtls: { mode: "PERMISSIVE" } })).object
        .status,
    ).toEqual({ seen: true });
  });

  it("compares lists as one value", () => {
    const one = apply(null, "one", config({ exportTo: ["a", "b"] }));
    const { status } = refusal(() =>
      apply(one, "two", config({ exportTo: ["a"] })),
    );
    expect(status.details?.causes?.map(({ field }) => field)).toEqual([
      ".spec.exportTo",
    ]);
  });

  it("counts and groups conflicts by their owner", () => {
    const one = apply(null, "one", config(both));
    const two = apply(one, "two", config({ mtls: { mode: "STRICT" } }));
    const wanted = config({
      mtls: { mode: "DISABLE" },
      selector: { matchLabels: { app: "y" } },
    });
    expect(refusal(() => apply(two, "three", wanted)).message).toBe(
      'Apply failed with 3 conflicts: conflicts with "one":\n- .spec.mtls.mode\n- .spec.selector.matchLabels.app\nconflicts with "two":\n- .spec.mtls.mode',
    );
  });

  it("does not conflict over a value both agree on", () => {
    const one = apply(null, "one", config(both));
    expect(fieldsOf(apply(one, "two", config(both)), "one")).toEqual(
      fieldsOf(one, "one"),
    );
  });

  it("takes a contested field by force, and only that one", () => {
    const one = apply(null, "one", config(both));
    const two = apply(one, "two", config({ mtls: { mode: "DISABLE" } }), {
      force: true,
    });
    expect(two.object.spec).toEqual({ ...both, mtls: { mode: "DISABLE" } });
    expect(fieldsOf(two, "one")).toEqual({
      "f:spec": { "f:selector": { "f:matchLabels": { "f:app": {} } } },
    });
  });

  it("says before-first-apply for an object nobody tracked", () => {
    const untracked = { object: config(both), entries: [] };
    expect(
      refusal(() =>
        apply(untracked, "one", config({ mtls: { mode: "DISABLE" } })),
      ).message,
    ).toBe(
      `Apply failed with 1 conflict: conflict with "before-first-apply" using ${version}: .spec.mtls.mode`,
    );
  });

  it("moves its time only when the object changes", () => {
    const one = apply(null, "one", config(both));
    const again = apply(one, "one", config(both), { now: later });
    expect(again).toEqual(one);
    const sharing = apply(one, "two", config(both), { now: later });
    expect(
      sharing.entries.find(({ manager }) => manager === "two")?.time,
    ).toBeUndefined();
  });

  it("leaves null where a map that must stay lost its last field", () => {
    const one = apply(null, "one", config({ mtls: { mode: "STRICT" } }));
    expect(apply(one, "one", config({})).object.spec).toBeNull();
  });
});
