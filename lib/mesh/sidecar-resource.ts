import type { Labels } from "./objects";

/** `networking.istio.io` Sidecar: which services the proxies of a namespace are told of. */
export interface SidecarResource {
  readonly namespace: string;
  readonly name: string;
  /** RFC 3339; null sorts first. */
  readonly createdAt: string | null;
  /** null = every workload of its namespace; that of the root namespace stands for all namespaces without one. */
  readonly workloadSelector: Labels | null;
  /** Empty = everything is imported. */
  readonly egress: readonly {
    /** null = for calls to any port. */
    readonly port: number | null;
    /** "namespace/host" each. */
    readonly hosts: readonly string[];
  }[];
  /** What becomes of calls to hosts it does not import; null = what the mesh config says. */
  readonly outboundTrafficPolicy: "REGISTRY_ONLY" | "ALLOW_ANY" | null;
}
