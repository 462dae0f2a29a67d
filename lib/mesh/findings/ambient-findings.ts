import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { ambientClientFindings } from "./ambient-client-findings";
import { ambientPortFindings } from "./ambient-port-findings";
import { ambientRootFindings } from "./ambient-root-findings";
import type { Finding } from "./finding";
import { hasAmbientPods } from "./live-pods";

/** Where ztunnel reads policies differently from a sidecar, and where it cannot reach one (semantics A6, B5, E22, E28). */
export function ambientFindings(index: MeshIndex): Finding[] {
  if (!hasAmbientPods(index)) return [];
  return [
    ...ambientPortFindings(index),
    ...ambientRootFindings(index),
    ...ambientClientFindings(index),
  ];
}
