import { describe, expect, it } from "vitest";
import { at, listAt } from "@/e2e/cluster/wire-client";
import { group, nameOf, type Workspace } from "./workspace";

const reviews = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
const nobody = { "impersonate-user": "contract-nobody" };

export function accessContract(workspace: () => Workspace): void {
  const question = () => ({
    apiVersion: "authorization.k8s.io/v1",
    kind: "SelfSubjectAccessReview",
    spec: {
      resourceAttributes: {
        verb: "patch",
        group,
        resource: "peerauthentications",
        namespace: workspace().namespace,
      },
    },
  });

  describe("access", () => {
    it("does not know a token it did not give", async () => {
      const stranger = workspace().client.as("not-a-token");
      const { code, json } = await stranger.call("GET", workspace().policies);
      expect(code).toBe(401);
      expect(json).toMatchObject({
        kind: "Status",
        reason: "Unauthorized",
        code: 401,
      });
    });

    it("says who may not do what where", async () => {
      const list = await workspace().call("GET", workspace().policies, {
        headers: nobody,
      });
      expect(list.code).toBe(403);
      expect(list.json).toMatchObject({
        reason: "Forbidden",
        message: `peerauthentications.${group} is forbidden: User "contract-nobody" cannot list resource "peerauthentications" in API group "${group}" in the namespace "${workspace().namespace}"`,
        details: { group, kind: "peerauthentications" },
      });
      const everywhere = await workspace().call(
        "GET",
        `/apis/${group}/v1/peerauthentications`,
        { headers: nobody },
      );
      expect(String(everywhere.json.message)).toContain("at the cluster scope");
      const name = nameOf(await workspace().newPolicy());
      const path = `${workspace().policies}/${name}`;
      const one = await workspace().call("DELETE", path, { headers: nobody });
      expect(String(one.json.message)).toContain(
        `"${name}" is forbidden: User "contract-nobody" cannot delete resource`,
      );
    });

    it("refuses a watch before it opens", async () => {
      const path = `${workspace().policies}?watch=1`;
      const { code, json } = await workspace().call("GET", path, {
        headers: nobody,
      });
      expect(code).toBe(403);
      expect(String(json.message)).toContain("cannot watch resource");
    });

    it("lets nobody impersonate without permission", async () => {
      const headers = {
        "impersonate-user": "contract-nobody",
        "impersonate-group": "contract-nogroup",
      };
      const { code } = await workspace().call("POST", reviews, {
        body: question(),
        headers,
      });
      expect(code).toBe(201);
      const anonymous = workspace().client.as(null);
      const refused = await anonymous.call("GET", workspace().policies, {
        headers: nobody,
      });
      expect([401, 403]).toContain(refused.code);
    });

    it("answers what one may do", async () => {
      const own = await workspace().call("POST", reviews, { body: question() });
      expect(own.code).toBe(201);
      expect(at(own.json, "status", "allowed")).toBe(true);
      const other = await workspace().call("POST", reviews, {
        body: question(),
        headers: nobody,
      });
      expect(at(other.json, "status", "allowed")).toBe(false);
    });

    it("lists one's rules in a namespace", async () => {
      const path = "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews";
      const body = {
        apiVersion: "authorization.k8s.io/v1",
        kind: "SelfSubjectRulesReview",
        spec: { namespace: workspace().namespace },
      };
      const { code, json } = await workspace().call("POST", path, { body });
      expect(code).toBe(201);
      expect(listAt(json, "status", "resourceRules")).toContainEqual(
        expect.objectContaining({
          verbs: ["*"],
          apiGroups: ["*"],
          resources: ["*"],
        }),
      );
    });
  });
}
