import "server-only";
import { manifestYaml } from "@/lib/enforcement/manifest-text";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { translateLegacyPolicies } from "@/lib/mesh/legacy/legacy-translation";
import { translationDifferences } from "@/lib/mesh/legacy/translation-differences";
import { peerAuthenticationRef } from "@/lib/mesh/object-ref";
import type { PeerAuthentication } from "@/lib/mesh/objects";
import type { MeshReading } from "@/lib/snapshot/mesh-reading";
import type { LegacyTranslation } from "./legacy-contract";
import { toLegacyObedience } from "./legacy-obedience";
import { toSource } from "./source-dto";

/** The first version of PeerAuthentication, and still served: an upgrade leads through it. */
const API_VERSION = "security.istio.io/v1beta1";

/** An index never changes, and the translation looks at every port of every pod. */
const answers = new WeakMap<MeshIndex, LegacyTranslation>();

export function toLegacyTranslation(reading: MeshReading): LegacyTranslation {
  const answer = answers.get(reading.index) ?? translate(reading);
  answers.set(reading.index, answer);
  return { ...answer, version: reading.version };
}

function translate(reading: MeshReading): LegacyTranslation {
  const { index, statements, version } = reading;
  const policies = index.inventory.legacyPolicies.length;
  const obeyed = toLegacyObedience(index.meshConfig);
  const base = {
    version,
    policies,
    obeyed,
    unread: statements
      .filter(({ state }) => state !== "live" && state !== "absent")
      .map(toSource),
  };
  if (policies === 0 || obeyed === "no") {
    return { ...base, manifests: [], problems: [], differences: [] };
  }
  const createdAt = new Date(reading.takenAtMs).toISOString();
  const made = translateLegacyPolicies(index, createdAt);
  return {
    ...base,
    manifests: made.policies.map((policy) => ({
      object: peerAuthenticationRef(policy),
      origins: [...policy.origins],
      yaml: manifestYaml(manifestOf(policy)),
    })),
    problems: made.problems.map((problem) => ({ ...problem })),
    differences: translationDifferences(index, made.policies).map(
      (difference) => ({ ...difference }),
    ),
  };
}

function manifestOf(policy: PeerAuthentication) {
  const { namespace, name, selector, mode } = policy;
  const ports = Object.entries(policy.portLevelMtls);
  return {
    apiVersion: API_VERSION,
    kind: "PeerAuthentication",
    metadata: { name, namespace },
    spec: {
      ...(selector === null ? {} : { selector: { matchLabels: selector } }),
      ...(mode === "UNSET" ? {} : { mtls: { mode } }),
      ...(ports.length === 0
        ? {}
        : {
            portLevelMtls: Object.fromEntries(
              ports.map(([port, own]) => [port, { mode: own }]),
            ),
          }),
    },
  };
}
