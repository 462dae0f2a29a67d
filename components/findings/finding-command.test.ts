import { expect, it } from "vitest";
import { findingCommand } from "./finding-command";

const policy = { kind: "PeerAuthentication", namespace: "shop", name: "x" };

it("names the namespace, and the kind as kubectl reads it", () => {
  expect(findingCommand({ code: "port-not-served", objects: [policy] })).toBe(
    "kubectl -n shop edit peerauthentication/x",
  );
});

it("names no namespace for what has none, and the group of a common name", () => {
  const objects = [{ kind: "MeshPolicy", namespace: "", name: "default" }];
  expect(findingCommand({ code: "legacy-policy-ignored", objects })).toBe(
    "kubectl get meshpolicies.authentication.istio.io/default -o yaml",
  );
});

it("restarts what can be restarted, and only looks at a pod", () => {
  const workload = { kind: "Deployment", namespace: "shop", name: "cart" };
  expect(findingCommand({ code: "proxy-missing", objects: [workload] })).toBe(
    "kubectl -n shop rollout restart deployment/cart",
  );
  const pod = { ...workload, kind: "Pod" };
  expect(findingCommand({ code: "proxy-missing", objects: [pod] })).toBe(
    "kubectl -n shop get pod/cart --show-labels",
  );
});

it.each([
  { ...policy, name: "x'; rm -rf $HOME" },
  { ...policy, name: "y\u0015touch x\n" },
  { ...policy, name: "-f" },
  { ...policy, namespace: "shop;x" },
  { ...policy, kind: "--filename=https://evil.example" },
  { ...policy, kind: "ClusterRoleBinding", name: "cluster-admin" },
])("gives no command for what no object of ours is called: %j", (hostile) => {
  expect(
    findingCommand({ code: "policy-shadowed", objects: [hostile] }),
  ).toBeNull();
});

it("gives no command where a service is all there is", () => {
  const objects = [{ kind: "Service", namespace: "shop", name: "cart" }];
  expect(findingCommand({ code: "auto-mtls-off-to-strict", objects })).toBe(
    null,
  );
});
