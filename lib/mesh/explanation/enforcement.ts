import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { EnforcementPoint, MutualTlsMode } from "@/lib/mesh/mode";
import type { Pod } from "@/lib/mesh/objects";
import { resolveAmbient } from "@/lib/mesh/server/ambient";
import { proxyShape } from "@/lib/mesh/server/proxy";
import { resolveServerMode } from "@/lib/mesh/server/server-mode";
import type { Enforcement } from "./explanation";

/** What the law found about one port of one pod. */
export interface JudgedPort {
  readonly pod: Pod;
  /** "TCP", "UDP" or "SCTP" */
  readonly protocol: string;
  readonly point: EnforcementPoint;
  readonly asked: MutualTlsMode;
  readonly mode: MutualTlsMode | null;
}

/** Why a port is held to policy, or is not (semantics A3, A5, A6). */
export function enforcementOf(
  index: MeshIndex,
  judged: JudgedPort,
): Enforcement {
  const { pod, point } = judged;
  return {
    point,
    because: becauseOf(judged),
    attached:
      point === "ztunnel"
        ? resolveAmbient(index, resolveServerMode(index, pod).levels).attached
        : [],
  };
}

function becauseOf({
  pod,
  protocol,
  point,
  asked,
  mode,
}: JudgedPort): Enforcement["because"] {
  switch (point) {
    case "sidecar":
      return mode === asked ? "sidecar-container" : "shared-port";
    case "ztunnel":
      return mode === asked ? "ambient-redirection" : "ambient-rule-set";
    case "none":
      return unenforced(pod, protocol);
    default:
      return point satisfies never;
  }
}

function unenforced(pod: Pod, protocol: string): Enforcement["because"] {
  const shape = proxyShape(pod);
  switch (shape) {
    case "gateway":
    case "proxyless-grpc":
      return shape;
    case "none":
      return pod.hostNetwork ? "host-network" : "no-proxy";
    case "sidecar":
      return protocol === "TCP" ? "excluded-port" : "not-tcp";
    case "ztunnel":
      return "not-tcp";
    default:
      return shape satisfies never;
  }
}
