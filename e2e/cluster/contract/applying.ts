import { describe, expect, it } from "vitest";
import { at, type Json, listAt } from "@/e2e/cluster/wire-client";
import {
  group,
  mediaTypes,
  nameOf,
  permissive,
  policy,
  strict,
  versionOf,
  type Workspace,
} from "./workspace";

const selector = { selector: { matchLabels: { app: "a" } } };

export function applyingContract(workspace: () => Workspace): void {
  function fieldsOf(
    object: Json,
    manager: string,
    operation = "Apply",
  ): unknown {
    const entry = listAt(object, "metadata", "managedFields").find(
      (found) =>
        at(found, "manager") === manager &&
        at(found, "operation") === operation,
    );
    return at(entry, "fieldsV1");
  }

  describe("server-side apply", () => {
    it("needs a field manager", async () => {
      const path = `${workspace().policies}/${workspace().newName()}`;
      const body = policy("a", strict);
      const { code, json } = await workspace().call("PATCH", path, {
        type: mediaTypes.apply,
        body,
      });
      expect(code).toBe(422);
      expect(at(json, "details", "causes", 0, "field")).toBe("fieldManager");
    });

    it("creates, and records which leaves its manager owns", async () => {
      const { code, json } = await workspace().apply(
        workspace().newName(),
        "one",
        { ...strict, ...selector },
      );
      expect(code).toBe(201);
      expect(fieldsOf(json, "one")).toEqual({
        "f:spec": {
          "f:mtls": { "f:mode": {} },
          "f:selector": { "f:matchLabels": { "f:app": {} } },
        },
      });
    });

    it("changes nothing when applied again", async () => {
      const name = workspace().newName();
      const first = await workspace().apply(name, "one", strict);
      const second = await workspace().apply(name, "one", strict);
      expect(second.code).toBe(200);
      expect(second.json).toEqual(first.json);
    });

    it("names every field that another applier owns, and changes nothing", async () => {
      const name = workspace().newName();
      const before = await workspace().apply(name, "one", {
        ...strict,
        ...selector,
      });
      for (const query of ["", "&dryRun=All"]) {
        const spec = { ...permissive, selector: { matchLabels: { app: "b" } } };
        const { code, json } = await workspace().apply(name, "two", spec, {
          query,
        });
        expect(code).toBe(409);
        expect(json).toMatchObject({
          reason: "Conflict",
          message:
            'Apply failed with 2 conflicts: conflicts with "one":\n- .spec.mtls.mode\n- .spec.selector.matchLabels.app',
        });
        expect(listAt(json, "details", "causes")).toEqual([
          {
            reason: "FieldManagerConflict",
            message: 'conflict with "one"',
            field: ".spec.mtls.mode",
          },
          {
            reason: "FieldManagerConflict",
            message: 'conflict with "one"',
            field: ".spec.selector.matchLabels.app",
          },
        ]);
      }
      expect(await workspace().read(name)).toEqual(before.json);
    });

    it("says through which version an updater owns a field", async () => {
      const name = nameOf(await workspace().newPolicy());
      const { code, json } = await workspace().apply(name, "one", permissive);
      expect(code).toBe(409);
      expect(json.message).toBe(
        `Apply failed with 1 conflict: conflict with "contract" using ${group}/v1: .spec.mtls.mode`,
      );
    });

    it("shares a field when both want the same value", async () => {
      const name = workspace().newName();
      await workspace().apply(name, "one", strict);
      const { code, json } = await workspace().apply(name, "two", strict);
      expect(code).toBe(200);
      expect(fieldsOf(json, "one")).toEqual(fieldsOf(json, "two"));
    });

    it("takes fields over by force", async () => {
      const name = workspace().newName();
      await workspace().apply(name, "one", { ...strict, ...selector });
      const { code, json } = await workspace().apply(name, "two", permissive, {
        query: "&force=true",
      });
      expect(code).toBe(200);
      expect(json.spec).toEqual({ ...permissive, ...selector });
      expect(fieldsOf(json, "one")).toEqual({
        "f:spec": { "f:selector": { "f:matchLabels": { "f:app": {} } } },
      });
      expect(fieldsOf(json, "two")).toEqual({
        "f:spec": { "f:mtls": { "f:mode": {} } },
      });
    });

    it("removes a field that its only applier drops, and keeps a shared one", async () => {
      const name = workspace().newName();
      const labels = { kept: "yes", dropped: "yes" };
      await workspace().apply(
        name,
        "one",
        { ...strict, ...selector },
        { metadata: { labels } },
      );
      await workspace().apply(
        name,
        "two",
        {},
        { metadata: { labels: { kept: "yes" } } },
      );
      const { json } = await workspace().apply(name, "one", strict);
      expect(json.spec).toEqual(strict);
      expect(at(json, "metadata", "labels")).toEqual({ kept: "yes" });
    });

    it("loses ownership to a later update", async () => {
      const name = workspace().newName();
      await workspace().apply(name, "one", { ...strict, ...selector });
      const { json } = await workspace().merge(
        name,
        { spec: permissive },
        "?fieldManager=editor",
      );
      expect(fieldsOf(json, "editor", "Update")).toEqual({
        "f:spec": { "f:mtls": { "f:mode": {} } },
      });
      expect(fieldsOf(json, "one")).toEqual({
        "f:spec": { "f:selector": { "f:matchLabels": { "f:app": {} } } },
      });
    });

    it("tells an outdated object from a contested field", async () => {
      const name = workspace().newName();
      await workspace().apply(name, "one", strict);
      const metadata = { resourceVersion: "1" };
      const { code, json } = await workspace().apply(name, "one", permissive, {
        metadata,
      });
      expect(code).toBe(409);
      expect(listAt(json, "details", "causes")).toEqual([]);
      expect(String(json.message)).toContain("the object has been modified");
    });

    it("refuses fields and versions that do not belong there", async () => {
      const name = workspace().newName();
      const unknown = await workspace().apply(name, "one", {
        mtls: { mood: "STRICT" },
      });
      expect(unknown.code).toBeGreaterThanOrEqual(400);
      expect(String(unknown.json.message)).toContain(
        ".spec.mtls.mood: field not declared in schema",
      );
      const body = { ...policy(name, strict), apiVersion: `${group}/v1beta1` };
      const path = `${workspace().policies}/${name}?fieldManager=one`;
      const other = await workspace().call("PATCH", path, {
        type: mediaTypes.apply,
        body,
      });
      expect({ code: other.code, reason: other.json.reason }).toEqual({
        code: 400,
        reason: "BadRequest",
      });
      expect(
        (await workspace().call("GET", `${workspace().policies}/${name}`)).code,
      ).toBe(404);
    });

    it("shows the outcome of a dry run and keeps the object", async () => {
      const name = workspace().newName();
      const before = await workspace().apply(name, "one", strict);
      const { json } = await workspace().apply(name, "one", permissive, {
        query: "&dryRun=All",
      });
      expect(json.spec).toEqual(permissive);
      expect(versionOf(json)).toBe(versionOf(before.json));
      expect(await workspace().read(name)).toEqual(before.json);
    });
  });
}
