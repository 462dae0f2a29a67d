import { expect, test } from "vitest";
import type { AttributionDto } from "@/lib/api/attribution-contract";
import { candidateGroups } from "./candidate-groups";

type Candidate = AttributionDto["reasoning"]["told"][number];

const deployment = (name: string) => ({
  kind: "Deployment",
  namespace: "web",
  name,
});

function aCandidate(name: string, over: Partial<Candidate> = {}): Candidate {
  return {
    workload: deployment(name),
    pods: 1,
    cause: "auto-mtls-off",
    object: deployment(name),
    remedy: { code: "turn-auto-mtls-on", commands: ["kubectl get configmap"] },
    ...over,
  };
}

test("workloads with one cause and one remedy are one group, in their order", () => {
  const restart = {
    cause: "older-than-label" as const,
    remedy: {
      code: "restart" as const,
      commands: ["kubectl rollout restart b"],
    },
  };
  const groups = candidateGroups([
    aCandidate("a"),
    aCandidate("b", restart),
    aCandidate("c"),
  ]);
  expect(groups.map(({ names }) => names)).toEqual([
    ["Deployment web/a", "Deployment web/c"],
    ["Deployment web/b"],
  ]);
});

test("two rules are two groups, whatever else is alike", () => {
  const rule = (name: string) => ({
    kind: "DestinationRule",
    namespace: "web",
    name,
  });
  const groups = candidateGroups([
    aCandidate("a", { object: rule("x") }),
    aCandidate("b", { object: rule("y") }),
  ]);
  expect(groups).toHaveLength(2);
});
