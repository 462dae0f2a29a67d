import type { MeshConfigFields } from "./mesh-config";
import type { MeshConfigCandidate } from "./mesh-config-candidate";

/** What the candidates say together. */
export type MeshConfigVerdict =
  | { readonly outcome: "chosen"; readonly candidate: MeshConfigCandidate }
  /** The ConfigMap is there, and what it says is not known; one sentence each. */
  | { readonly outcome: "unreadable"; readonly problems: readonly string[] }
  | {
      readonly outcome: "contradictory";
      readonly keys: readonly [string, string];
      readonly fields: readonly string[];
    }
  | { readonly outcome: "none" };

/**
 * The first candidate with a value speaks for the mesh, unless another one contradicts it in what decides about modes:
 * nothing here tells which workload listens to which control plane. One that cannot be read might contradict.
 */
export function judgeMeshConfig(
  candidates: readonly MeshConfigCandidate[],
): MeshConfigVerdict {
  const problems = candidates.flatMap(({ reflector }) => [
    ...reflector.store.problems.values(),
  ]);
  if (problems.length > 0) {
    return { outcome: "unreadable", problems };
  }
  const candidate = candidates.find((each) => each.value() !== null);
  const value = candidate?.value();
  if (candidate === undefined || value === undefined || value === null) {
    return { outcome: "none" };
  }
  for (const other of candidates) {
    const fields = DECISIVE.filter(
      (field) => (other.value() ?? value)[field] !== value[field],
    );
    if (fields.length > 0) {
      const keys = [candidate.key, other.key] as const;
      return { outcome: "contradictory", keys, fields };
    }
  }
  return { outcome: "chosen", candidate };
}

const DECISIVE = [
  "rootNamespace",
  "enableAutoMtls",
] as const satisfies readonly (keyof MeshConfigFields)[];
