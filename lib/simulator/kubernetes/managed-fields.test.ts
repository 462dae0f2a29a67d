import { describe, expect, it } from "vitest";
import { FieldSet } from "./field-set";
import {
  decodeManagedFields,
  encodeManagedFields,
  type FieldManager,
  type ManagedEntry,
  managedBy,
  ownershipAfterUpdate,
} from "./managed-fields";

const now = "2026-01-02T03:04:05Z";
const editor: FieldManager = {
  manager: "editor",
  operation: "Update",
  apiVersion: "v1",
};
const before = { spec: { mode: "A", selector: { app: "x" } } };

function owner(
  manager: string,
  fields: FieldSet,
  operation: "Apply" | "Update" = "Apply",
): ManagedEntry {
  return {
    manager,
    operation,
    apiVersion: "v1",
    time: "2026-01-01T00:00:00Z",
    fields,
  };
}

const mode = ["f:spec", "f:mode"];
const app = ["f:spec", "f:selector", "f:app"];

describe("ownership after an update", () => {
  it("gives a creator every field and every map", () => {
    const [entry] = ownershipAfterUpdate(null, [], before, editor, now);
    expect(entry?.fields.toFieldsV1()).toEqual({
      "f:spec": {
        ".": {},
        "f:mode": {},
        "f:selector": { ".": {}, "f:app": {} },
      },
    });
  });

  it("moves a changed field to the writer and takes it from everyone else", () => {
    const entries = [owner("applier", FieldSet.of([mode, app]))];
    const after = { spec: { ...before.spec, mode: "B" } };
    const result = ownershipAfterUpdate(before, entries, after, editor, now);
    expect(
      result.map(({ manager, fields }) => [manager, fields.paths()]),
    ).toEqual([
      ["applier", [app]],
      ["editor", [mode]],
    ]);
  });

  it("takes a removed field from everyone, the writer included", () => {
    const entries = [owner("editor", FieldSet.of([mode, app]), "Update")];
    const after = { spec: { selector: before.spec.selector } };
    const [entry] = ownershipAfterUpdate(before, entries, after, editor, now);
    expect(entry?.fields.paths()).toEqual([app]);
    expect(entry?.time).toBe("2026-01-01T00:00:00Z");
  });

  it("adds to the writer's earlier entry with a new time", () => {
    const entries = [owner("editor", FieldSet.of([app]), "Update")];
    const result = ownershipAfterUpdate(
      before,
      entries,
      { spec: { ...before.spec, mode: "B" } },
      editor,
      now,
    );
    expect(result).toHaveLength(1);
    expect(result[0]?.time).toBe(now);
    expect(result[0]?.fields.paths()).toEqual([mode, app]);
  });

  it("keeps apart what a writer did through a subresource", () => {
    const entries = [owner("editor", FieldSet.of([app]), "Update")];
    const writer = { ...editor, subresource: "status" };
    const after = { ...before, status: "ready" };
    const result = ownershipAfterUpdate(before, entries, after, writer, now);
    expect(
      result.map(({ subresource, fields }) => [subresource, fields.paths()]),
    ).toEqual([
      [undefined, [app]],
      ["status", [["f:status"]]],
    ]);
  });

  it("leaves an object untracked that nobody tracked", () => {
    expect(ownershipAfterUpdate(before, [], { spec: {} }, editor, now)).toEqual(
      [],
    );
  });
});

describe("managedFields on the wire", () => {
  it("lists appliers before updaters, older before newer", () => {
    const fields = FieldSet.of([mode]);
    const encoded = encodeManagedFields([
      { ...editor, time: "2026-01-03T00:00:00Z", fields },
      { ...editor, manager: "earlier", time: "2026-01-02T00:00:00Z", fields },
      { ...owner("applier", fields), time: "2026-01-04T00:00:00Z" },
      owner("owns nothing", FieldSet.empty),
    ]);
    expect(decodeManagedFields(encoded).map(({ manager }) => manager)).toEqual([
      "applier",
      "earlier",
      "editor",
    ]);
  });

  it("ignores entries it cannot read", () => {
    expect(decodeManagedFields([{}, { operation: "Guess" }, null])).toEqual([]);
  });

  it("says who owns an object of a built world, without the server's own fields", () => {
    const object = {
      apiVersion: "v1",
      kind: "X",
      metadata: { name: "a", labels: { b: "c" } },
    };
    expect(managedBy(object, editor, now)).toEqual([
      {
        ...editor,
        time: now,
        fieldsType: "FieldsV1",
        fieldsV1: { "f:metadata": { "f:labels": { ".": {}, "f:b": {} } } },
      },
    ]);
  });
});
