import { describe, expect, it } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { anInventory } from "@/lib/mesh/testing/inventory-builders";
import { PLAINTEXT_CAUSES, type PlaintextCause } from "./plaintext-cause";
import { remedyFor } from "./remedy";

const index = indexMesh(anInventory());
const sleep = { kind: "Deployment", namespace: "legacy", name: "sleep" };

function remedy(
  cause: PlaintextCause,
  workload = sleep,
  near: Record<string, string> = {},
  context: string | null = null,
) {
  const reason = { cause, object: workload };
  return remedyFor(index, { workload, reason }, context, near);
}

describe("what to do about a caller", () => {
  it("labels its namespace as the service's is, then restarts it", () => {
    const near = { "istio-injection": "enabled" };
    expect(remedy("namespace-not-labelled", sleep, near).commands).toEqual([
      "kubectl label namespace legacy istio-injection=enabled",
      "kubectl rollout restart deployment/sleep -n legacy",
    ]);
    const first = (near: Record<string, string>) =>
      remedy("namespace-not-labelled", sleep, near).commands[0];
    expect(first({ "istio.io/rev": "canary" })).toContain(
      "istio.io/rev=canary",
    );
    expect(first({ "istio.io/dataplane-mode": "ambient" })).toContain(
      "istio.io/dataplane-mode=ambient",
    );
  });

  it("guesses no label that perhaps no control plane answers to, but shows which there are", () => {
    expect(remedy("namespace-not-labelled")).toEqual({
      code: "find-out-label-and-restart",
      commands: [
        "kubectl get namespaces -L istio-injection -L istio.io/rev -L istio.io/dataplane-mode",
        "kubectl get mutatingwebhookconfigurations -L istio.io/rev -L istio.io/tag",
      ],
    });
  });

  it("names the context, so that it cannot hit another cluster", () => {
    expect(remedy("older-than-label", sleep, {}, "prod").commands).toEqual([
      "kubectl --context prod rollout restart deployment/sleep -n legacy",
    ]);
  });

  it("lets no name be more than a word to the shell", () => {
    const evil = { ...sleep, name: "x; rm -rf ~ '" };
    const [command] = remedy("older-than-label", evil, {}, "a b").commands;
    expect(command).toBe(
      `kubectl --context 'a b' rollout restart 'deployment/x; rm -rf ~ '\\''' -n legacy`,
    );
  });

  it.each(PLAINTEXT_CAUSES)(
    "deletes nothing, whatever the cause (%s)",
    (cause) => {
      for (const command of remedy(cause).commands) {
        expect(command).toMatch(/^kubectl (label|rollout restart|edit|get) /);
      }
    },
  );

  it("restarts nothing that cannot be restarted", () => {
    const job = { ...sleep, kind: "Pod" };
    expect(remedy("older-than-label", job).commands).toEqual([]);
  });
});
