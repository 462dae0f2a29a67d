import { describe, expect, it } from "vitest";
import { decide, type ResourceAttributes } from "./access";
import { KubernetesFaults } from "./faults";
import type { AccessRule } from "./users";

const group = "security.istio.io";
const resource = "peerauthentications";
const patchInShop: ResourceAttributes = {
  verb: "patch",
  group,
  resource,
  namespace: "shop",
  name: "a",
};

function allows(
  rule: Partial<AccessRule>,
  attributes: ResourceAttributes,
): boolean {
  const complete = {
    namespaces: ["*"],
    verbs: ["*"],
    apiGroups: ["*"],
    resources: ["*"],
    ...rule,
  };
  const users = [{ name: "alice", token: "t", groups: [], rules: [complete] }];
  const identity = { name: "alice", groups: ["system:authenticated"] };
  return decide(identity, attributes, { users, faults: new KubernetesFaults() })
    .allowed;
}

describe("access rules", () => {
  it.each<[string, Partial<AccessRule>, ResourceAttributes, boolean]>([
    ["everything", {}, patchInShop, true],
    ["its namespace", { namespaces: ["shop"] }, patchInShop, true],
    ["not another namespace", { namespaces: ["pay"] }, patchInShop, false],
    [
      "not all namespaces at once",
      { namespaces: ["shop"] },
      { verb: "list", group, resource },
      false,
    ],
    ["its verbs only", { verbs: ["get", "list"] }, patchInShop, false],
    ["its API group only", { apiGroups: [""] }, patchInShop, false],
    ["its resource", { resources: [resource] }, patchInShop, true],
    [
      "no subresource with the resource",
      { resources: ["pods"] },
      { verb: "get", group: "", resource: "pods", subresource: "log" },
      false,
    ],
    [
      "a named subresource",
      { resources: ["pods/log"] },
      { verb: "get", group: "", resource: "pods", subresource: "log" },
      true,
    ],
    ["a named object", { resourceNames: ["a"] }, patchInShop, true],
    ["not another object", { resourceNames: ["b"] }, patchInShop, false],
    [
      "no list with names",
      { resourceNames: ["a"] },
      { verb: "list", group, resource, namespace: "shop" },
      false,
    ],
  ])("allow %s", (_, rule, attributes, expected) => {
    expect(allows(rule, attributes)).toBe(expected);
  });

  it("hold for a group as for a user, and say why", () => {
    const rule = {
      namespaces: ["shop"],
      verbs: ["patch"],
      apiGroups: [group],
      resources: [resource],
    };
    const decision = decide({ name: "eve", groups: ["ops"] }, patchInShop, {
      users: [],
      groupRules: { ops: [rule] },
      faults: new KubernetesFaults(),
    });
    expect(decision).toEqual({
      allowed: true,
      reason:
        'RBAC: allowed by RoleBinding "ops/shop" of ClusterRole "ops" to Group "ops"',
    });
  });

  it("allow administrators all but what a fault forbids", () => {
    const faults = new KubernetesFaults();
    const masters = { name: "admin", groups: ["system:masters"] };
    expect(decide(masters, patchInShop, { users: [], faults }).allowed).toBe(
      true,
    );
    faults.forbid = [{ resource, verb: "patch", namespace: "shop" }];
    expect(decide(masters, patchInShop, { users: [], faults }).allowed).toBe(
      false,
    );
    expect(
      decide(
        masters,
        { ...patchInShop, namespace: "pay" },
        { users: [], faults },
      ).allowed,
    ).toBe(true);
  });
});
