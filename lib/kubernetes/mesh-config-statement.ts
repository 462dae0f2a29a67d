import type { SourceCause, SourceStatement } from "@/lib/mesh/source";
import { type SourceWarning, sourceWarning } from "@/lib/mesh/source-warning";
import { joinNames } from "./join-names";
import { rfc3339, statementWarnings } from "./kind-statements";
import type { MeshConfigCandidate } from "./mesh-config-candidate";
import type { MeshConfigVerdict } from "./mesh-config-verdict";

/** What can be said about the mesh config; `candidates` in order of preference, of `wantedCount` there might be. */
export function meshConfigStatement(
  candidates: readonly MeshConfigCandidate[],
  verdict: MeshConfigVerdict,
  wantedCount: number,
  startedAtMs: number,
): SourceStatement {
  const left =
    wantedCount > candidates.length
      ? [
          sourceWarning(
            "configs-not-all-read",
            `Only ${candidates.length} of ${wantedCount} ConfigMaps that might hold it are read.`,
            candidates.length,
            wantedCount,
          ),
        ]
      : [];
  const base = {
    id: "kubernetes/mesh-config",
    what: "Istio mesh config",
    from: "kubernetes",
    version: "v1",
    namespaces: [],
    since: rfc3339(startedAtMs),
    warnings: left,
  } as const;
  switch (verdict.outcome) {
    case "chosen": {
      const { key, reflector } = verdict.candidate;
      const { status } = reflector.tracker;
      return {
        ...base,
        namespaces: [key.split("/")[0] ?? ""],
        state: status.state,
        message: status.message,
        cause: about("configmaps", status.cause),
        since: rfc3339(status.sinceMs),
        warnings: [
          ...statementWarnings([status], []),
          ...disagreements(candidates, verdict.candidate),
          ...refusals(candidates),
          ...left,
        ],
      };
    }
    case "unreadable":
      return {
        ...base,
        state: "down",
        message: `The mesh config cannot be read: ${verdict.problems[0]}. Correct the ConfigMap.`,
        cause: { code: "config-unreadable", names: [] },
        warnings: [...statementWarnings([], verdict.problems), ...left],
      };
    case "contradictory":
      return {
        ...base,
        state: "down",
        message: `The mesh config is not known: ConfigMaps ${verdict.keys.join(" and ")} differ in ${verdict.fields.join(" and ")}. Make them agree, or delete the one that no control plane uses.`,
        cause: { code: "config-contradictory", names: verdict.keys },
      };
    case "none":
      return missingStatement(candidates, base);
    default:
      return verdict satisfies never;
  }
}

function missingStatement(
  candidates: readonly MeshConfigCandidate[],
  base: Omit<SourceStatement, "state" | "message">,
): SourceStatement {
  // Absent is only said when every place could be looked at.
  const trouble = candidates
    .map(({ reflector }) => reflector.tracker.status)
    .find(({ state }) => state !== "live");
  if (trouble !== undefined) {
    const { state, message, cause, sinceMs } = trouble;
    return {
      ...base,
      state,
      message,
      cause: about("configmaps", cause),
      since: rfc3339(sinceMs),
    };
  }
  const names = joinNames(candidates.map(({ key }) => key));
  return {
    ...base,
    state: "absent",
    message: `There is no ConfigMap ${names}. Install Istio, or check that this is the right cluster.`,
    cause: {
      code: "config-missing",
      names: candidates.map(({ key }) => key),
    },
  };
}

function about(
  resource: string,
  cause: SourceCause | null,
): SourceCause | null {
  return cause && { ...cause, names: [resource] };
}

/** Control planes of one mesh may be told different things; in what does not decide about modes the chosen one stands for all. */
function disagreements(
  candidates: readonly MeshConfigCandidate[],
  chosen: MeshConfigCandidate,
): SourceWarning[] {
  const expected = JSON.stringify(chosen.value());
  return candidates
    .filter((other) => {
      const value = other.value();
      return value !== null && JSON.stringify(value) !== expected;
    })
    .map(({ key }) =>
      sourceWarning(
        "config-differs",
        `ConfigMaps ${chosen.key} and ${key} differ; ${chosen.key} is used for the whole mesh.`,
        chosen.key,
        key,
      ),
    );
}

/** What may not be read may say something else. */
function refusals(candidates: readonly MeshConfigCandidate[]): SourceWarning[] {
  return candidates
    .filter(({ reflector }) => {
      const { state } = reflector.tracker.status;
      return state === "forbidden" || state === "down";
    })
    .map(({ key }) =>
      sourceWarning(
        "config-not-compared",
        `ConfigMap ${key} cannot be read, so it is not known whether it agrees.`,
        key,
      ),
    );
}
