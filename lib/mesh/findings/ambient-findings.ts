import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { ambientClientFindings } from "./ambient-client-findings";
import { ambientPortFindings } from "./ambient-port-findings";
import { ambientRootFindings } from "./ambient-root-findings";
import type { Finding } from "./finding";
import { hasAmbientPods } from "./live-pods";
import { perNamespace } from "./remembered";
import { sidecarClientFindings } from "./sidecar-client-findings";

/** Where ztunnel reads policies differently from a sidecar, and where the two cannot reach each other (semantics A6, B5, E22, E28). */
export function ambientFindings(index: MeshIndex): Finding[] {
  if (!hasAmbientPods(index)) return [];
  return [
    ...inNamespaces(index),
    ...ambientRootFindings(index),
    ...beforeClients(index),
  ];
}

const inNamespaces = perNamespace(
  (part) => [...ambientPortFindings(part), ...ambientClientFindings(part)],
  "servers",
  hasAmbientPods,
);

const beforeClients = perNamespace(
  sidecarClientFindings,
  "clients",
  hasAmbientPods,
);
