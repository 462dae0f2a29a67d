import { describe, expect, it } from "vitest";
import { at, listAt } from "@/e2e/cluster/wire-client";
import { group, nameOf, strict, versionOf, type Workspace } from "./workspace";

export function readingContract(workspace: () => Workspace): void {
  describe("discovery", () => {
    it("names the served versions of a group, preferred first", async () => {
      const { json } = await workspace().call("GET", "/apis");
      const security = listAt(json, "groups").find(
        (found) => at(found, "name") === group,
      );
      expect(at(security, "preferredVersion", "version")).toBe("v1");
      expect(
        listAt(security, "versions").map((found) => at(found, "version")),
      ).toContain("v1beta1");
    });

    it("describes a resource: kind, scope, verbs and its status", async () => {
      const { json } = await workspace().call("GET", `/apis/${group}/v1`);
      const resources = listAt(json, "resources");
      const found = resources.find(
        (entry) => at(entry, "name") === "peerauthentications",
      );
      expect(found).toMatchObject({
        kind: "PeerAuthentication",
        namespaced: true,
      });
      expect(listAt(found, "verbs")).toEqual(
        expect.arrayContaining(["list", "watch", "patch"]),
      );
      expect(resources.map((entry) => at(entry, "name"))).toContain(
        "peerauthentications/status",
      );
    });

    it("answers 404 for a group version that is not served, not necessarily in JSON", async () => {
      expect(
        (await workspace().call("GET", "/apis/not-served.example/v1")).code,
      ).toBe(404);
      expect(
        (await workspace().call("GET", `/apis/${group}/v1/unknowns`)).code,
      ).toBe(404);
    });

    it("is alive and ready", async () => {
      expect(await workspace().call("GET", "/readyz")).toMatchObject({
        code: 200,
        text: "ok",
      });
      expect(
        at((await workspace().call("GET", "/version")).json, "major"),
      ).toBe("1");
    });
  });

  describe("get and list", () => {
    it("says which object is missing", async () => {
      const { code, json } = await workspace().call(
        "GET",
        `${workspace().policies}/missing`,
      );
      expect(code).toBe(404);
      expect(json).toMatchObject({
        kind: "Status",
        status: "Failure",
        reason: "NotFound",
        message: `peerauthentications.${group} "missing" not found`,
        details: { name: "missing", group, kind: "peerauthentications" },
        code: 404,
      });
    });

    it("serves one object in every version of its group", async () => {
      const made = await workspace().newPolicy();
      const path = `${workspace().betaPolicies}/${nameOf(made)}`;
      const { json } = await workspace().call("GET", path);
      expect(json.apiVersion).toBe(`${group}/v1beta1`);
      expect(at(json, "metadata", "uid")).toBe(at(made, "metadata", "uid"));
      expect(versionOf(json)).toBe(versionOf(made));
    });

    it("keeps kind and apiVersion in items of custom resources and omits them for built-in kinds", async () => {
      await workspace().newPolicy();
      const body = {
        metadata: { name: workspace().newName() },
        data: { a: "b" },
      };
      await workspace().call("POST", workspace().configMaps, { body });
      const policies = (await workspace().call("GET", workspace().policies))
        .json;
      expect(policies.kind).toBe("PeerAuthenticationList");
      expect(at(listAt(policies, "items"), 0, "kind")).toBe(
        "PeerAuthentication",
      );
      const configMaps = (await workspace().call("GET", workspace().configMaps))
        .json;
      expect(configMaps.kind).toBe("ConfigMapList");
      expect(at(listAt(configMaps, "items"), 0, "kind")).toBeUndefined();
    });

    it("pages through the state of the first page", async () => {
      const labels = { page: workspace().newName() };
      const selector = `labelSelector=page%3D${labels.page}`;
      const names: string[] = [];
      for (let index = 0; index < 3; index += 1) {
        names.push(nameOf(await workspace().newPolicy(strict, { labels })));
      }
      const path = `${workspace().policies}?limit=2&${selector}`;
      const first = (await workspace().call("GET", path)).json;
      await workspace().newPolicy(strict, { labels });
      const token = String(at(first, "metadata", "continue"));
      const rest = (
        await workspace().call(
          "GET",
          `${path}&continue=${encodeURIComponent(token)}`,
        )
      ).json;
      const seen = [...listAt(first, "items"), ...listAt(rest, "items")].map(
        nameOf,
      );
      expect(seen.sort()).toEqual(names.sort());
      expect(versionOf(rest)).toBe(versionOf(first));
      expect(at(rest, "metadata", "continue") ?? "").toBe("");
    });

    it("refuses a continue token it did not make", async () => {
      const { code, json } = await workspace().call(
        "GET",
        `${workspace().policies}?limit=1&continue=x`,
      );
      expect({ code, reason: json.reason }).toEqual({
        code: 400,
        reason: "BadRequest",
      });
    });

    it("selects by label and by name", async () => {
      const one = await workspace().newPolicy(strict, {
        labels: { tier: "one", side: "left" },
      });
      const two = await workspace().newPolicy(strict, {
        labels: { tier: "two" },
      });
      const list = async (query: string) =>
        listAt(
          (await workspace().call("GET", `${workspace().policies}?${query}`))
            .json,
          "items",
        ).map(nameOf);
      expect(await list("labelSelector=tier%20in%20(one,three)")).toEqual([
        nameOf(one),
      ]);
      expect(await list("labelSelector=tier,!side")).toEqual([nameOf(two)]);
      expect(
        await list(`fieldSelector=metadata.name%3D${nameOf(two)}`),
      ).toEqual([nameOf(two)]);
    });

    it("refuses selectors it does not understand", async () => {
      for (const query of [
        "labelSelector=a%3D%3D(",
        "fieldSelector=spec.mtls.mode%3DSTRICT",
      ]) {
        const { code, json } = await workspace().call(
          "GET",
          `${workspace().policies}?${query}`,
        );
        expect({ code, reason: json.reason }).toEqual({
          code: 400,
          reason: "BadRequest",
        });
      }
    });

    it("answers an empty list, not an error, for a namespace that does not exist", async () => {
      const path = "/api/v1/namespaces/no-such-namespace/configmaps";
      const { code, json } = await workspace().call("GET", path);
      expect(code).toBe(200);
      expect(listAt(json, "items")).toEqual([]);
    });

    it("does not pretend to know a resourceVersion of the future", async () => {
      const path = `${workspace().policies}?resourceVersion=999999999`;
      const { code, json } = await workspace().call("GET", path);
      expect(code).toBe(504);
      expect(at(json, "details", "causes", 0, "reason")).toBe(
        "ResourceVersionTooLarge",
      );
    });

    it("compresses only for those who ask", async () => {
      const body = {
        metadata: { name: workspace().newName() },
        data: { long: "x".repeat(300_000) },
      };
      expect(
        (await workspace().call("POST", workspace().configMaps, { body })).code,
      ).toBe(201);
      const plain = await workspace().call("GET", workspace().configMaps);
      expect(plain.headers["content-encoding"]).toBeUndefined();
      const headers = { "accept-encoding": "gzip" };
      const packed = await workspace().call("GET", workspace().configMaps, {
        headers,
      });
      expect(packed.headers["content-encoding"]).toBe("gzip");
      expect(listAt(packed.json, "items")).toEqual(listAt(plain.json, "items"));
    });
  });
}
