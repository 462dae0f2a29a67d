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

it("quotes whatever a shell might read into a name", () => {
  const hostile = { ...policy, name: "x'; rm -rf $HOME" };
  expect(findingCommand({ code: "policy-shadowed", objects: [hostile] })).toBe(
    `kubectl -n shop get 'peerauthentication/x'\\''; rm -rf $HOME' -o yaml`,
  );
});

it("gives no command where a service is all there is", () => {
  const objects = [{ kind: "Service", namespace: "shop", name: "cart" }];
  expect(findingCommand({ code: "auto-mtls-off-to-strict", objects })).toBe(
    null,
  );
});
