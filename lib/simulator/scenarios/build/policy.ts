import type { ClientTlsMode, PolicyMode } from "@/lib/mesh/mode";
import type { ScenarioOptions } from "@/lib/simulator/scenarios/scenario";
import type { SeedObject } from "@/lib/simulator/store";
import { aMeta, type MetaOptions } from "./meta";

export interface PeerAuthenticationOptions extends MetaOptions {
  readonly namespace: string;
  readonly name: string;
  readonly selector?: Record<string, string>;
  readonly mode?: PolicyMode;
  /** Container port → mode. */
  readonly ports?: Readonly<Record<string, PolicyMode>>;
}

export function aPeerAuthentication(
  options: ScenarioOptions,
  policy: PeerAuthenticationOptions,
): SeedObject {
  const { namespace, name, selector, mode, ports } = policy;
  return {
    apiVersion: "security.istio.io/v1",
    kind: "PeerAuthentication",
    metadata: aMeta(options, "PeerAuthentication", namespace, name, policy),
    spec: {
      ...(selector === undefined
        ? {}
        : { selector: { matchLabels: selector } }),
      ...(mode === undefined ? {} : { mtls: { mode } }),
      ...(ports === undefined
        ? {}
        : {
            portLevelMtls: Object.fromEntries(
              Object.entries(ports).map(([port, it]) => [port, { mode: it }]),
            ),
          }),
    },
  };
}

export interface DestinationRuleOptions extends MetaOptions {
  readonly namespace: string;
  readonly name: string;
  readonly host: string;
  readonly tls?: ClientTlsMode;
  readonly exportTo?: readonly string[];
}

export function aDestinationRule(
  options: ScenarioOptions,
  rule: DestinationRuleOptions,
): SeedObject {
  const { namespace, name, host, tls, exportTo } = rule;
  return {
    apiVersion: "networking.istio.io/v1",
    kind: "DestinationRule",
    metadata: aMeta(options, "DestinationRule", namespace, name, rule),
    spec: {
      host,
      ...(tls === undefined ? {} : { trafficPolicy: { tls: { mode: tls } } }),
      ...(exportTo === undefined ? {} : { exportTo }),
    },
  };
}

export interface LegacyPolicyOptions extends MetaOptions {
  /** Missing = a MeshPolicy. */
  readonly namespace?: string;
  readonly name: string;
  /** Services of the namespace; missing = all of it. */
  readonly targets?: readonly {
    readonly name: string;
    /** Service ports. */
    readonly ports?: readonly ({ number: number } | { name: string })[];
  }[];
  /** As it is written; `[]` = no mutual TLS. */
  readonly peers: readonly Record<string, unknown>[];
}

/** A Policy or MeshPolicy of Istio 1.5 and older. */
export function aLegacyPolicy(
  options: ScenarioOptions,
  policy: LegacyPolicyOptions,
): SeedObject {
  const { namespace, name, targets, peers } = policy;
  const kind = namespace === undefined ? "MeshPolicy" : "Policy";
  return {
    apiVersion: "authentication.istio.io/v1alpha1",
    kind,
    metadata: aMeta(options, kind, namespace, name, policy),
    spec: { ...(targets === undefined ? {} : { targets }), peers },
  };
}
