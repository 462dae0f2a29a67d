import type { Namespace } from "@/lib/mesh/objects";
import type { SourceStatement } from "@/lib/mesh/source";
import type { MeshConfigFields } from "./mesh-config";
import {
  type MeshConfigCandidate,
  startMeshConfigCandidate,
} from "./mesh-config-candidate";
import { meshConfigStatement } from "./mesh-config-statement";
import type { PodRecord } from "./normalize-pod";
import type { ReflectorContext } from "./reflector";

/** Istio's mesh config, from the ConfigMaps of the control planes that are there. */
export interface MeshConfigSource {
  /** null = not found, or not readable; the statement says which. */
  current(): MeshConfigFields | null;
  statement(): SourceStatement;
  /** false until every candidate has answered or failed. */
  readonly answered: boolean;
  /** Pods or namespaces changed: there may be other control planes now. */
  follow(pods: Iterable<PodRecord>, namespaces: readonly Namespace[]): void;
  stop(): Promise<void>;
}

const DEFAULT_KEY = "istio-system/istio";
/** Each candidate is one watch; mistyped labels must not make hundreds. */
const MAX_CANDIDATES = 12;

export function createMeshConfigSource(
  context: ReflectorContext,
  onChange: () => void,
): MeshConfigSource {
  /** In order of preference: a Map keeps it. */
  let candidates: ReadonlyMap<string, MeshConfigCandidate> = new Map();
  const startedAtMs = context.clock();

  function follow(
    pods: Iterable<PodRecord>,
    namespaces: readonly Namespace[],
  ): void {
    const wanted = candidateKeys(pods, namespaces).slice(0, MAX_CANDIDATES);
    const next = new Map(
      wanted.map((key) => [
        key,
        candidates.get(key) ?? startMeshConfigCandidate(key, context, onChange),
      ]),
    );
    for (const [key, candidate] of candidates) {
      if (!next.has(key)) {
        void candidate.stop();
      }
    }
    candidates = next;
  }

  function chosen(): MeshConfigCandidate | undefined {
    return [...candidates.values()].find(
      (candidate) => candidate.value() !== null,
    );
  }

  follow([], []);

  return {
    follow,
    current() {
      const best = chosen();
      const state = best?.reflector.tracker.status.state;
      return state === "live" || state === "stale"
        ? (best?.value() ?? null)
        : null;
    },
    get answered() {
      return [...candidates.values()].every(
        ({ reflector }) => reflector.tracker.status.state !== "starting",
      );
    },
    statement: () =>
      meshConfigStatement([...candidates.values()], chosen(), startedAtMs),
    async stop() {
      await Promise.allSettled(
        [...candidates.values()].map((candidate) => candidate.stop()),
      );
    },
  };
}

/**
 * Where to look, best first: the ConfigMaps of control planes that run, then the usual one, then those of revisions
 * that namespaces ask for. Revision "default" reads `istio`, any other `istio-<revision>`.
 */
export function candidateKeys(
  pods: Iterable<PodRecord>,
  namespaces: readonly Namespace[],
): string[] {
  const running = new Set<string>();
  for (const { istiod, pod } of pods) {
    if (istiod !== null) {
      running.add(configMapKey(pod.namespace, istiod.revision));
    }
  }
  // "ns/istio" sorts before "ns/istio-canary".
  const first = [...running].sort();
  const places = new Set(
    [...first, DEFAULT_KEY].map((key) => key.split("/")[0] ?? ""),
  );
  const revisions = new Set(
    namespaces.flatMap(({ labels }) => labels["istio.io/rev"] ?? []),
  );
  const byLabel = [...places].flatMap((namespace) =>
    [...revisions].sort().map((revision) => configMapKey(namespace, revision)),
  );
  return [...new Set([...first, DEFAULT_KEY, ...byLabel])];
}

function configMapKey(namespace: string, revision: string): string {
  return `${namespace}/${revision === "default" ? "istio" : `istio-${revision}`}`;
}
