import type { SimulatedClock } from "@/lib/simulator/clock";
import type { ObjectStore } from "@/lib/simulator/store";
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
  /** The log of a pod's container; null when there is no such container. Without it: 204. */
  podLog?: (request: PodLogRequest) => string | null;
}

interface PodLogRequest {
  namespace: string;
  pod: string;
  container: string | null;
  query: URLSearchParams;
}
