import type { Namespace } from "@/lib/mesh/objects";
import type { SourceStatement } from "@/lib/mesh/source";
import type { MeshConfigFields } from "./mesh-config";
import {
  type MeshConfigCandidate,
  startMeshConfigCandidate,
} from "./mesh-config-candidate";
import { meshConfigStatement } from "./mesh-config-statement";
import { judgeMeshConfig } from "./mesh-config-verdict";
import { controlPlanes, type PodRecord } from "./normalize-pod";
import type { ReflectorContext } from "./reflector";

/** Istio's mesh config, from the ConfigMaps of the control planes that are there. */
export interface MeshConfigSource {
  /** null = not found, not readable, or contradictory; the statement says which. */
  current(): MeshConfigFields | null;
  statement(): SourceStatement;
  /** false until every candidate has answered or failed. */
  readonly answered: boolean;
  /** There is a ConfigMap, readable or not. */
  readonly isFound: boolean;
  /**
   * Pods or namespaces changed: there may be other control planes now. `settled`: these are all of them, and
   * candidates that come later no longer make the whole unanswered.
   */
  follow(
    pods: Iterable<PodRecord>,
    namespaces: readonly Namespace[],
    settled: boolean,
  ): void;
  stop(): Promise<void>;
}

/** Where Istio installs itself unless told otherwise; always trusted. */
export const ISTIO_NAMESPACE = "istio-system";
const DEFAULT_KEY = `${ISTIO_NAMESPACE}/istio`;
/** Each candidate is one watch; mistyped labels must not make hundreds. */
const MAX_CANDIDATES = 12;

export function createMeshConfigSource(
  context: ReflectorContext,
  trustedNamespaces: ReadonlySet<string>,
  onChange: () => void,
): MeshConfigSource {
  /** In order of preference: a Map keeps it. */
  let candidates: ReadonlyMap<string, MeshConfigCandidate> = new Map();
  let wantedCount = 0;
  let isSettled = false;
  let hasAnswered = false;
  const startedAtMs = context.clock();

  function follow(
    pods: Iterable<PodRecord>,
    namespaces: readonly Namespace[],
    settled: boolean,
  ): void {
    const keys = candidateKeys(pods, namespaces, trustedNamespaces);
    wantedCount = keys.length;
    const next = new Map(
      cut(keys).map((key) => [
        key,
        candidates.get(key) ?? startMeshConfigCandidate(key, context, changed),
      ]),
    );
    for (const [key, candidate] of candidates) {
      if (!next.has(key)) {
        void candidate.stop();
      }
    }
    candidates = next;
    isSettled = settled;
    remember();
  }

  function changed(): void {
    remember();
    onChange();
  }

  function haveAllAnswered(): boolean {
    return [...candidates.values()].every(
      ({ reflector }) => reflector.tracker.status.state !== "starting",
    );
  }

  function remember(): void {
    hasAnswered ||= isSettled && haveAllAnswered();
  }

  function judge() {
    return judgeMeshConfig([...candidates.values()]);
  }

  follow([], [], false);

  return {
    follow,
    current() {
      const verdict = judge();
      if (verdict.outcome !== "chosen") {
        return null;
      }
      const { state } = verdict.candidate.reflector.tracker.status;
      return state === "live" || state === "stale"
        ? verdict.candidate.value()
        : null;
    },
    get answered() {
      return hasAnswered || haveAllAnswered();
    },
    get isFound() {
      return judge().outcome !== "none";
    },
    statement: () =>
      meshConfigStatement(
        [...candidates.values()],
        judge(),
        wantedCount,
        startedAtMs,
      ),
    async stop() {
      await Promise.allSettled(
        [...candidates.values()].map((candidate) => candidate.stop()),
      );
    },
  };
}

/** The usual ConfigMap stays, whatever else there is. */
function cut(keys: readonly string[]): string[] {
  const kept = keys.slice(0, MAX_CANDIDATES);
  return kept.includes(DEFAULT_KEY)
    ? kept
    : [...kept.slice(0, -1), DEFAULT_KEY];
}

/**
 * Where to look, best first: the ConfigMaps of control planes that run, then the usual ones, then those of revisions
 * that namespaces ask for; all in trusted namespaces. Revision "default" reads `istio`, any other `istio-<revision>`.
 */
function candidateKeys(
  pods: Iterable<PodRecord>,
  namespaces: readonly Namespace[],
  trustedNamespaces: ReadonlySet<string>,
): string[] {
  const running = controlPlanes(pods, trustedNamespaces).map(
    ({ namespace, istiod }) => configMapKey(namespace, istiod.revision),
  );
  const usual = [...trustedNamespaces].map((place) => `${place}/istio`);
  const revisions = new Set(
    namespaces.flatMap(({ labels }) => labels["istio.io/rev"] ?? []),
  );
  const byLabel = [...trustedNamespaces].flatMap((namespace) =>
    [...revisions].sort().map((revision) => configMapKey(namespace, revision)),
  );
  // "ns/istio" sorts before "ns/istio-canary".
  return [...new Set([...running.sort(), ...usual, ...byLabel])];
}

function configMapKey(namespace: string, revision: string): string {
  return `${namespace}/${revision === "default" ? "istio" : `istio-${revision}`}`;
}
