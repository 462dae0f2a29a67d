import { describe, expect, it } from "vitest";
import { at, type Json, listAt } from "@/e2e/cluster/wire-client";
import { nameOf, policy, strict, type Workspace } from "./workspace";

export function creatingContract(workspace: () => Workspace): void {
  async function create(body: Json, query = "") {
    return await workspace().call("POST", `${workspace().policies}${query}`, {
      body,
    });
  }

  describe("create", () => {
    it("gives identity, a version and generation 1", async () => {
      const made = await workspace().newPolicy();
      expect(made.metadata).toMatchObject({
        generation: 1,
        namespace: workspace().namespace,
      });
      expect(String(at(made, "metadata", "uid"))).toMatch(/^[0-9a-f-]{36}$/);
      expect(String(at(made, "metadata", "creationTimestamp"))).toMatch(
        /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
      );
    });

    it("refuses a name that is taken", async () => {
      const name = nameOf(await workspace().newPolicy());
      const { code, json } = await create(policy(name, strict));
      expect(code).toBe(409);
      expect(json.reason).toBe("AlreadyExists");
    });

    it("stores nothing on a dry run and shows what would be", async () => {
      const name = workspace().newName();
      const { code, json } = await create(policy(name, strict), "?dryRun=All");
      expect(code).toBe(201);
      expect(json).toMatchObject({ spec: strict });
      expect(at(json, "metadata", "resourceVersion")).toBeUndefined();
      expect(
        (await workspace().call("GET", `${workspace().policies}/${name}`)).code,
      ).toBe(404);
    });

    it("drops fields the kind does not have", async () => {
      const made = await workspace().newPolicy({
        ...strict,
        mlts: { mode: "STRICT" },
      });
      expect(made.spec).toEqual(strict);
    });

    it("needs a namespace that exists", async () => {
      const path = workspace().policies.replace(
        workspace().namespace,
        "no-such-namespace",
      );
      const { code, json } = await workspace().call("POST", path, {
        body: policy("a", strict),
      });
      expect(code).toBe(404);
      expect(json.details).toMatchObject({
        kind: "namespaces",
        name: "no-such-namespace",
      });
    });

    it("refuses a body that is not JSON, and a media type it does not know", async () => {
      const broken = await workspace().call("POST", workspace().policies, {
        body: "{bad",
      });
      expect({ code: broken.code, reason: broken.json.reason }).toEqual({
        code: 400,
        reason: "BadRequest",
      });
      const typed = await workspace().call("POST", workspace().policies, {
        body: "hi",
        type: "text/plain",
      });
      expect({ code: typed.code, reason: typed.json.reason }).toEqual({
        code: 415,
        reason: "UnsupportedMediaType",
      });
    });
  });

  describe("admission", () => {
    const cases: {
      title: string;
      spec: Json;
      field: string;
      reason: string;
      says: string;
    }[] = [
      {
        title: "a mode that does not exist",
        spec: { mtls: { mode: "STRCT" } },
        field: "spec.mtls.mode",
        reason: "FieldValueNotSupported",
        says: '"UNSET", "DISABLE", "PERMISSIVE", "STRICT"',
      },
      {
        title: "port modes without a selector",
        spec: { portLevelMtls: { "80": { mode: "STRICT" } } },
        field: "spec",
        reason: "FieldValueInvalid",
        says: "portLevelMtls requires selector",
      },
      {
        title: "a port beyond 65535",
        spec: {
          selector: { matchLabels: { app: "a" } },
          portLevelMtls: { "70000": { mode: "STRICT" } },
        },
        field: "spec.portLevelMtls",
        reason: "FieldValueInvalid",
        says: "port must be between 1-65535",
      },
    ];
    for (const { title, spec, field, reason, says } of cases) {
      it(`refuses ${title}, naming the field`, async () => {
        const { code, json } = await create(
          policy(workspace().newName(), spec),
          "?dryRun=All",
        );
        expect({ code, reason: json.reason }).toEqual({
          code: 422,
          reason: "Invalid",
        });
        const cause = listAt(json, "details", "causes").find(
          (found) => at(found, "field") === field,
        );
        expect(at(cause, "reason")).toBe(reason);
        expect(String(at(cause, "message"))).toContain(says);
        expect(String(json.message)).toContain(says);
      });
    }

    it("refuses a DestinationRule without host or with an unknown TLS mode", async () => {
      const rule = (spec: Json) => ({
        apiVersion: "networking.istio.io/v1",
        kind: "DestinationRule",
        metadata: { name: "rule" },
        spec,
      });
      const path = `${workspace().rules}?dryRun=All`;
      const hostless = await workspace().call("POST", path, { body: rule({}) });
      expect(at(hostless.json, "details", "causes", 0)).toMatchObject({
        field: "spec.host",
        reason: "FieldValueRequired",
      });
      const spec = { host: "a", trafficPolicy: { tls: { mode: "MTLS" } } };
      const unknown = await workspace().call("POST", path, {
        body: rule(spec),
      });
      expect(at(unknown.json, "details", "causes", 0, "field")).toBe(
        "spec.trafficPolicy.tls.mode",
      );
    });

    it("refuses a name that is no DNS name", async () => {
      const { code, json } = await create(policy("Not_Valid", strict));
      expect(code).toBe(422);
      expect(at(json, "details", "causes", 0, "field")).toBe("metadata.name");
    });
  });
}
