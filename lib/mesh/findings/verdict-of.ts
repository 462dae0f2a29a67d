import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { serviceKey } from "@/lib/mesh/index/workload-index";
import type { Service } from "@/lib/mesh/objects";
import {
  resolveService,
  type ServiceVerdict,
} from "@/lib/mesh/server/service-mode";
import { resolutionOf } from "./mesh-in-view";
import { oncePerIndex } from "./once-per-index";

/** What a service accepts; several topics ask about the same few services. */
export function verdictOf(index: MeshIndex, service: Service): ServiceVerdict {
  const resolved = resolutionOf(index)?.services.get(serviceKey(service));
  if (resolved?.service === service) return resolved.verdict;
  const known = verdicts(index);
  const verdict = known.get(service) ?? resolveService(index, service);
  known.set(service, verdict);
  return verdict;
}

const verdicts = oncePerIndex(() => new Map<Service, ServiceVerdict>());
