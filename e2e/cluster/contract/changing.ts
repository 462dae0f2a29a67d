import { describe, expect, it } from "vitest";
import { at, type Json } from "@/e2e/cluster/wire-client";
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

export function changingContract(workspace: () => Workspace): void {
  async function replace(
    name: string,
    spec: Json,
    resourceVersion: string,
    query = "",
  ) {
    const body = policy(
      name,
      spec,
      resourceVersion === "" ? {} : { resourceVersion },
    );
    return await workspace().call(
      "PUT",
      `${workspace().policies}/${name}${query}`,
      { body },
    );
  }

  describe("update", () => {
    it("refuses to overwrite what it has not seen", async () => {
      const made = await workspace().newPolicy();
      await workspace().merge(nameOf(made), { spec: permissive });
      const { code, json } = await replace(
        nameOf(made),
        strict,
        versionOf(made),
      );
      expect(code).toBe(409);
      expect(json).toMatchObject({
        reason: "Conflict",
        message: `Operation cannot be fulfilled on peerauthentications.${group} "${nameOf(made)}": the object has been modified; please apply your changes to the latest version and try again`,
      });
    });

    it("needs the resourceVersion of a custom resource", async () => {
      const { code, json } = await replace(
        nameOf(await workspace().newPolicy()),
        strict,
        "",
      );
      expect(code).toBe(422);
      expect(at(json, "details", "causes", 0, "field")).toBe(
        "metadata.resourceVersion",
      );
    });

    it("keeps identity and age, and counts generations of the spec only", async () => {
      const made = await workspace().newPolicy();
      const { json } = await replace(nameOf(made), permissive, versionOf(made));
      expect(at(json, "metadata", "generation")).toBe(2);
      for (const kept of ["uid", "creationTimestamp"]) {
        expect(at(json, "metadata", kept)).toBe(at(made, "metadata", kept));
      }
      expect(versionOf(json)).not.toBe(versionOf(made));
      const labelled = await workspace().merge(nameOf(made), {
        metadata: { labels: { a: "b" } },
      });
      expect(at(labelled.json, "metadata", "generation")).toBe(2);
    });

    it("makes no new version when nothing changes", async () => {
      const made = await workspace().newPolicy();
      const { json } = await replace(nameOf(made), strict, versionOf(made));
      expect(versionOf(json)).toBe(versionOf(made));
    });
  });

  describe("patch", () => {
    it("merges: null removes, the rest stays", async () => {
      const spec = { ...strict, selector: { matchLabels: { app: "a" } } };
      const name = nameOf(await workspace().newPolicy(spec));
      const { json } = await workspace().merge(name, { spec: { mtls: null } });
      expect(json.spec).toEqual({ selector: { matchLabels: { app: "a" } } });
    });

    it("refuses a merge that names an older resourceVersion", async () => {
      const made = await workspace().newPolicy();
      await workspace().merge(nameOf(made), { spec: permissive });
      const metadata = { resourceVersion: versionOf(made) };
      const { code } = await workspace().merge(nameOf(made), {
        metadata,
        spec: strict,
      });
      expect(code).toBe(409);
    });

    it("shows the outcome of a dry run and keeps the object", async () => {
      const made = await workspace().newPolicy();
      const { json } = await workspace().merge(
        nameOf(made),
        { spec: permissive },
        "?dryRun=All",
      );
      expect(json.spec).toEqual(permissive);
      expect(await workspace().read(nameOf(made))).toEqual(made);
    });

    it("applies a JSON patch wholly or not at all", async () => {
      const made = await workspace().newPolicy();
      const path = `${workspace().policies}/${nameOf(made)}`;
      const change = {
        op: "replace",
        path: "/spec/mtls/mode",
        value: "PERMISSIVE",
      };
      const guard = { op: "test", path: "/metadata/uid", value: "another" };
      const refused = await workspace().call("PATCH", path, {
        type: mediaTypes.json,
        body: [change, guard],
      });
      expect(refused.code).toBe(422);
      expect(await workspace().read(nameOf(made))).toEqual(made);
      const done = await workspace().call("PATCH", path, {
        type: mediaTypes.json,
        body: [change],
      });
      expect(done.json.spec).toEqual(permissive);
    });

    it("refuses strategic merge for custom resources", async () => {
      const path = `${workspace().policies}/${nameOf(await workspace().newPolicy())}`;
      const type = "application/strategic-merge-patch+json";
      expect(
        (await workspace().call("PATCH", path, { type, body: {} })).code,
      ).toBe(415);
    });
  });

  describe("delete", () => {
    it("says what it deleted", async () => {
      const made = await workspace().newPolicy();
      const path = `${workspace().policies}/${nameOf(made)}`;
      const { code, json } = await workspace().call("DELETE", path);
      expect(code).toBe(200);
      expect(json).toMatchObject({
        kind: "Status",
        status: "Success",
        details: { uid: at(made, "metadata", "uid") },
      });
      expect((await workspace().call("DELETE", path)).code).toBe(404);
    });

    it("honours preconditions and dry run", async () => {
      const made = await workspace().newPolicy();
      const path = `${workspace().policies}/${nameOf(made)}`;
      const bodies = [
        { preconditions: { uid: "another" } },
        { preconditions: { resourceVersion: "1" } },
      ];
      for (const body of bodies) {
        const { code, json } = await workspace().call("DELETE", path, { body });
        expect({ code, reason: json.reason }).toEqual({
          code: 409,
          reason: "Conflict",
        });
      }
      expect(
        (await workspace().call("DELETE", `${path}?dryRun=All`)).code,
      ).toBe(200);
      expect(await workspace().read(nameOf(made))).toEqual(made);
    });
  });
}
