import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Service } from "@/lib/mesh/objects";
import {
  resolveService,
  type ServiceVerdict,
} from "@/lib/mesh/server/service-mode";
import { oncePerIndex } from "./once-per-index";

/** What a service accepts; several topics ask about the same few services. */
export function verdictOf(index: MeshIndex, service: Service): ServiceVerdict {
  const known = verdicts(index);
  const verdict = known.get(service) ?? resolveService(index, service);
  known.set(service, verdict);
  return verdict;
}

const verdicts = oncePerIndex(() => new Map<Service, ServiceVerdict>());
