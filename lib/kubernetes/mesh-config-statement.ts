import type { SourceStatement } from "@/lib/mesh/source";
import { joinNames } from "./join-names";
import { rfc3339, statementWarnings } from "./kind-statements";
import type { MeshConfigCandidate } from "./mesh-config-candidate";

/** What can be said about the mesh config; `candidates` in order of preference, `chosen` the one in use. */
export function meshConfigStatement(
  candidates: readonly MeshConfigCandidate[],
  chosen: MeshConfigCandidate | undefined,
  startedAtMs: number,
): SourceStatement {
  const problems = candidates.flatMap(({ reflector }) => [
    ...reflector.store.problems.values(),
  ]);
  const base = {
    id: "kubernetes/mesh-config",
    what: "Istio mesh config",
    from: "kubernetes",
    version: "v1",
    namespaces: [],
    since: rfc3339(startedAtMs),
    warnings: statementWarnings([], problems),
  } as const;
  if (chosen !== undefined) {
    const { status } = chosen.reflector.tracker;
    return {
      ...base,
      namespaces: [chosen.key.split("/")[0] ?? ""],
      state: status.state,
      message: status.message,
      since: rfc3339(status.sinceMs),
      warnings: [
        ...statementWarnings([status], problems),
        ...disagreements(candidates, chosen),
      ],
    };
  }
  if (problems[0] !== undefined) {
    return {
      ...base,
      state: "down",
      message: `The mesh config cannot be read: ${problems[0]}. Correct the ConfigMap.`,
    };
  }
  // Absent is only said when every place could be looked at.
  const trouble = candidates
    .map(({ reflector }) => reflector.tracker.status)
    .find(({ state }) => state !== "live");
  if (trouble !== undefined) {
    const { state, message, sinceMs } = trouble;
    return { ...base, state, message, since: rfc3339(sinceMs) };
  }
  const names = joinNames(candidates.map(({ key }) => key));
  return {
    ...base,
    state: "absent",
    message: `There is no ConfigMap ${names}. Install Istio, or check that this is the right cluster.`,
  };
}

/** Control planes of one mesh may be told different things; the verdicts then hold for the chosen one only. */
function disagreements(
  candidates: readonly MeshConfigCandidate[],
  chosen: MeshConfigCandidate,
): string[] {
  const expected = JSON.stringify(chosen.value());
  return candidates
    .filter((other) => {
      const value = other.value();
      return value !== null && JSON.stringify(value) !== expected;
    })
    .map(
      ({ key }) =>
        `ConfigMaps ${chosen.key} and ${key} differ; ${chosen.key} is used for the whole mesh.`,
    );
}
