import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { refKey, serviceRef } from "@/lib/mesh/object-ref";
import type { ObjectRef, Pod, Service } from "@/lib/mesh/objects";
import { distinctRefs } from "./affected-services";
import type { Finding } from "./finding";
import { clientNamespaces } from "./mesh-in-view";
import { oncePerIndex } from "./once-per-index";
import { valuesByKey } from "./values-by-key";
import { verdictOf } from "./verdict-of";

/**
 * Sidecars that call STRICT pods of ambient without HBONE: ztunnel reads an identity from nothing else and
 * refuses every one of them, whatever rules and auto mTLS say (semantics B5 note 3). A warning where nobody
 * knows whether they send it.
 */
export function sidecarClientFindings(index: MeshIndex): Finding[] {
  const { sidecarsSendHbone = "unknown" } = index.meshConfig;
  if (sidecarsSendHbone === true || clientNamespaces(index).size === 0) {
    return [];
  }
  const isKnown = sidecarsSendHbone === false;
  return valuesByKey(strictBehindZtunnel(index)).map(
    ({ workload, pods, services, policies }) => ({
      code: "sidecar-clients-to-strict-ambient",
      severity: isKnown ? "error" : "warning",
      objects: [workload, ...distinctRefs(policies)],
      services: distinctRefs([...services].map(serviceRef)),
      params: { pods: pods.size, unless: isKnown ? "" : "hbone" },
    }),
  );
}

interface Refusing {
  readonly workload: ObjectRef;
  readonly pods: Set<Pod>;
  readonly services: Set<Service>;
  readonly policies: Set<ObjectRef>;
}

const strictBehindZtunnel = oncePerIndex((index) => {
  const found = new Map<string, Refusing>();
  for (const service of index.services.values()) {
    if (!index.podsOf(service).some(isRedirected)) continue;
    for (const { servicePort, pods } of verdictOf(index, service).ports) {
      if (servicePort.protocol !== "TCP") continue;
      for (const { pod, enforcement, mode, decidedBy } of pods) {
        if (enforcement !== "ztunnel" || mode !== "STRICT") continue;
        const { workload } = pod;
        const entry = found.get(refKey(workload)) ?? {
          workload,
          pods: new Set(),
          services: new Set(),
          policies: new Set(),
        };
        found.set(refKey(workload), entry);
        entry.pods.add(pod);
        entry.services.add(service);
        if (decidedBy) entry.policies.add(decidedBy);
      }
    }
  }
  return found;
});

/** No pod is behind ztunnel without the annotation; the rest is for the law to say. */
function isRedirected(pod: Pod): boolean {
  return "ambient.istio.io/redirection" in pod.annotations;
}
