import type { SimulatedClock } from "@/lib/simulator/clock";
import type { ObjectStore, StoredObject } from "@/lib/simulator/store";
import type { KubernetesFaults } from "./faults";
import type { AccessRule, SimulatedUser } from "./users";

export interface KubernetesHandlerOptions {
  store: ObjectStore;
  clock: SimulatedClock;
  users: readonly SimulatedUser[];
  faults: KubernetesFaults;
  /** Rules bound to a group instead of a user, by group name. */
  groupRules?: Readonly<Record<string, readonly AccessRule[]>>;
  /** Serve `authentication.istio.io/v1alpha1` Policy and MeshPolicy too. */
  legacy?: boolean;
  /**
   * Kinds ("PeerAuthentication"), groups ("security.istio.io") or group versions
   * ("security.istio.io/v1") that are not served. Read at every request: it may change.
   */
  absent?: ReadonlySet<string>;
  /** Real milliseconds between two bookmarks of a quiet watch; a real server takes a minute. */
  bookmarkIntervalMs?: number;
  /** What one container of a pod wrote, oldest line first. Without it: 204. */
  podLog?: (request: PodLogRequest) => readonly ContainerLine[];
}

interface PodLogRequest {
  pod: StoredObject;
  /** One that the pod has. */
  container: string;
  /** Only lines after this moment; null = all that are kept. */
  sinceMs: number | null;
  /** Only so many of the newest; null = all. */
  tailLines: number | null;
}

/** One line, with the moment at which the container wrote it. */
export interface ContainerLine {
  readonly timeMs: number;
  readonly text: string;
}
