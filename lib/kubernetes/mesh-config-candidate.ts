import { backoffMs } from "./backoff";
import { type MeshConfigFields, projectMeshConfig } from "./mesh-config";
import { pause } from "./pause";
import { isKubernetesProblem } from "./problem";
import {
  createReflector,
  type Reflector,
  type ReflectorContext,
} from "./reflector";

/** One ConfigMap that may hold the mesh config, kept in step until stopped. */
export interface MeshConfigCandidate {
  /** "istio-system/istio" */
  readonly key: string;
  readonly reflector: Reflector<MeshConfigFields>;
  /** null while it is not there or not readable. */
  value(): MeshConfigFields | null;
  stop(): Promise<void>;
}

const GET_ONLY = "it may be read, but not listed or watched";

export function startMeshConfigCandidate(
  key: string,
  context: ReflectorContext,
  onChange: () => void,
): MeshConfigCandidate {
  const [namespace = "", name = ""] = key.split("/");
  const list = `/api/v1/namespaces/${encodeURIComponent(namespace)}/configmaps`;
  const reflector = createReflector({
    ...context,
    target: {
      path: list,
      // By name, so that a Role with resourceNames suffices.
      query: { fieldSelector: `metadata.name=${name}` },
      metadataOnly: false,
    },
    project: projectMeshConfig,
    ignoreVersion: true,
    onChange,
  });

  async function supervise(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const problem = await reflector.run(signal);
      if (problem === null) {
        return;
      }
      const isRead = await getInstead(signal);
      if (!isRead && !signal.aborted) {
        reflector.store.clear();
        reflector.tracker.forbidden(`${problem.message} ${problem.remedy}`);
      }
      const { pollMs, forbiddenRecheckMs } = context.tuning;
      const waitMs = isRead ? pollMs : forbiddenRecheckMs;
      const spread = { backoffBaseMs: waitMs, backoffCapMs: waitMs };
      await pause(backoffMs(1, spread), signal);
    }
  }

  /** A Role may allow `get` of the one ConfigMap without list or watch. */
  async function getInstead(signal: AbortSignal): Promise<boolean> {
    const path = `${list}/${encodeURIComponent(name)}`;
    try {
      const { body } = await context.connection.requestJson("GET", path, {
        signal,
      });
      if (reflector.store.replaceAll([projectMeshConfig(body)])) {
        onChange();
      }
    } catch (error) {
      if (!isKubernetesProblem(error) || error.code !== "not-found") {
        return false;
      }
      reflector.store.clear();
    }
    reflector.tracker.live({ polled: GET_ONLY });
    return true;
  }

  const stopping = new AbortController();
  const done = supervise(stopping.signal);
  return {
    key,
    reflector,
    value: () => [...reflector.store.objects.values()][0] ?? null,
    stop: () => {
      stopping.abort();
      return done;
    },
  };
}
