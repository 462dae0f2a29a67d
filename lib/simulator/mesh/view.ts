import type { ClientTlsMode, PolicyMode } from "@/lib/mesh/mode";

/**
 * What the simulated data plane reads from the API server: the current objects, reduced. This is the
 * simulator's own reading of Istio's rules; the app has another, and the two must agree by law, not by code.
 */
export interface MeshView {
  readonly rootNamespace: string;
  readonly trustDomain: string;
  readonly autoMtls: boolean;
  readonly pods: readonly PodView[];
  readonly podsByWorkload: ReadonlyMap<string, readonly PodView[]>;
  readonly podsByNamespace: ReadonlyMap<string, readonly PodView[]>;
  /** Keyed "namespace/name". */
  readonly services: ReadonlyMap<string, ServiceView>;
  readonly servicesByNamespace: ReadonlyMap<string, readonly ServiceView[]>;
  /** Per namespace, oldest first. */
  readonly policies: ReadonlyMap<string, readonly PolicyView[]>;
  readonly rules: ReadonlyMap<string, readonly RuleView[]>;
  /** Namespaces whose label asks for injection; decides about pods that are not running now. */
  readonly injectedNamespaces: ReadonlySet<string>;
}

export interface PodView {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly ip: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The Deployment, StatefulSet, DaemonSet or Job that owns it; its own name without one. */
  readonly workload: string;
  readonly serviceAccount: string;
  readonly hasProxy: boolean;
  /** The label clients go by: `security.istio.io/tlsMode: istio`. */
  readonly announcesMtls: boolean;
  readonly isGateway: boolean;
  readonly excludedInboundPorts: ReadonlySet<number>;
  /** Container ports by name. */
  readonly namedPorts: ReadonlyMap<string, number>;
  readonly running: boolean;
  readonly createdMs: number;
}

export interface ServiceView {
  readonly namespace: string;
  readonly name: string;
  readonly createdMs: number;
  /** null = no selector */
  readonly selector: Readonly<Record<string, string>> | null;
  readonly headless: boolean;
  /** "name.namespace.svc.cluster.local" of an ExternalName service's target. */
  readonly externalName: string | null;
  readonly ports: readonly {
    readonly name: string;
    readonly port: number;
    readonly targetPort: number | string;
  }[];
}

export interface PolicyView {
  readonly name: string;
  readonly namespace: string;
  readonly createdMs: number;
  /** Empty = the whole namespace. */
  readonly selector: Readonly<Record<string, string>>;
  readonly mode: PolicyMode;
  readonly ports: ReadonlyMap<number, PolicyMode>;
}

export interface RuleView {
  readonly name: string;
  readonly namespace: string;
  readonly createdMs: number;
  readonly host: string;
  readonly exportTo: readonly string[];
  readonly workloadSelector: Readonly<Record<string, string>> | null;
  /** null = no trafficPolicy at all */
  readonly trafficPolicy: RulePolicy | null;
}

export interface RulePolicy {
  readonly tls: ClientTlsMode | null;
  readonly ports: ReadonlyMap<number, ClientTlsMode | null>;
  readonly passthrough: boolean;
}

export function workloadKey(namespace: string, workload: string): string {
  return `${namespace}/${workload}`;
}

export function selects(
  selector: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(selector).every(([key, it]) => labels[key] === it);
}
