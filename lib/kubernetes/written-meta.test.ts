import { expect, test } from "vitest";
import { managedElsewhere } from "@/lib/mesh/ownership";
import {
  projectDestinationRule,
  projectPeerAuthentication,
} from "./normalize-istio";
import { legacyProjector } from "./normalize-legacy";

const PROJECTS = [
  ["PeerAuthentication", projectPeerAuthentication, {}],
  ["DestinationRule", projectDestinationRule, { host: "cart" }],
  ["Policy", legacyProjector("Policy"), {}],
] as const;

const MANAGERS = [
  ["argocd-controller", "Argo CD"],
  ["kustomize-controller", "Flux"],
  ["helm-controller", "Flux"],
  ["kubectl-client-side-apply", null],
  ["lockstep", null],
] as const;

test.each(
  PROJECTS.flatMap(([kind, project, spec]) =>
    MANAGERS.map(([manager, owner]) => ({
      kind,
      project,
      spec,
      manager,
      owner,
    })),
  ),
)(
  "$kind applied by $manager belongs to $owner",
  ({ project, spec, manager, owner }) => {
    const metadata = {
      name: "x",
      namespace: "shop",
      managedFields: [
        { manager: "somebody", fieldsV1: { a: {} } },
        { manager },
      ],
    };
    const projected = project({ metadata, spec });
    if (!("value" in projected)) throw new Error(projected.problem);
    expect(managedElsewhere(projected.value)).toBe(owner);
    expect(projected.value).not.toHaveProperty("managedFields");
  },
);

test("an object nobody recorded a manager for belongs to nobody else", () => {
  const projected = projectPeerAuthentication({
    metadata: { name: "x", namespace: "shop" },
  });
  expect("value" in projected && managedElsewhere(projected.value)).toBeNull();
});
