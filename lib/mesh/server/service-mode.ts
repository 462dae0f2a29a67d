import { compareText } from "@/lib/mesh/age-order";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import {
  type PodBackend,
  targetPortOf,
} from "@/lib/mesh/index/service-backends";
import { lazily } from "@/lib/mesh/lazily";
import type {
  EnforcementPoint,
  MutualTlsMode,
  ServiceMode,
} from "@/lib/mesh/mode";
import { refKey } from "@/lib/mesh/object-ref";
import type { ObjectRef, Pod, Service, ServicePort } from "@/lib/mesh/objects";
import { ambientPortMode, resolveAmbient } from "./ambient";
import { enforcementPoint, isExcludedInboundPort } from "./proxy";
import {
  portMode,
  resolveServerMode,
  type ServerMode,
  type ShadowedPolicy,
} from "./server-mode";
import { UNLISTED_PORT } from "./unlisted-port";
import { resolveLegacyPodPort } from "./workload-modes";

/** What one service accepts, port by port and pod by pod, with the policies that say so. */
export interface ServiceVerdict {
  readonly mode: ServiceMode;
  readonly ports: readonly ServicePortVerdict[];
  /** Live pods behind the service, by name. */
  readonly pods: readonly Pod[];
  /** What rolls those pods, without repeats. */
  readonly workloads: readonly ObjectRef[];
  /** Every policy that decided some port of some pod. */
  readonly decidedBy: readonly ObjectRef[];
  readonly shadowed: readonly ShadowedPolicy[];
}

interface ServicePortVerdict {
  readonly servicePort: ServicePort;
  readonly mode: ServiceMode;
  /** Pods that have this port; a pod without the named target port is left out. */
  readonly pods: readonly PodPortVerdict[];
}

export interface PodPortVerdict {
  readonly pod: Pod;
  /** 0 = any port, of a pod that names none, behind a service that declares none. */
  readonly targetPort: number;
  /** null = nothing enforces on this port of this pod, whatever the policies say. */
  readonly mode: MutualTlsMode | null;
  readonly enforcement: EnforcementPoint;
  readonly decidedBy: ObjectRef | null;
}

/**
 * Folds a service over its pods and ports (semantics A4). A service without pods is EXTERNAL where
 * somebody else answers (ExternalName, plain addresses, WorkloadEntries, no selector), and NOT_ENFORCED where its
 * selector finds nothing: nothing enforces there today, so it must not read STRICT.
 */
export function resolveService(
  index: MeshIndex,
  service: Service,
): ServiceVerdict {
  const backends = index.backendsOf(service);
  const judged = backends.pods.map((backend) => judgePod(index, backend));
  const external = backends.plainAddresses > 0;
  // Beside pods, machines are a doubt of the verdict's; the mode is what policy says of the pods.
  const isElsewhere = external || (backends.workloadEntries ?? []).length > 0;
  const ports = service.ports.map((servicePort) =>
    judgePort(index, service, judged, servicePort, external, isElsewhere),
  );
  const shadowed = lazyShadows(judged.map(({ serverMode }) => serverMode));
  return {
    mode: serviceFold(index, service, ports, judged, external, isElsewhere),
    ports,
    pods: judged.map(({ backend }) => backend.pod),
    workloads: distinct(judged.map(({ backend }) => backend.pod.workload)),
    decidedBy: distinct(
      ports.flatMap(({ pods }) => pods.flatMap((pod) => pod.decidedBy ?? [])),
    ),
    get shadowed() {
      return shadowed();
    },
  };
}

/**
 * What a pod accepts at a port that no service port leads to, because callers dial the pod's own address.
 * The service is the one through which they found the pod; under the old API it may still have a policy.
 */
export function resolveDialledPort(
  index: MeshIndex,
  service: Service,
  pod: Pod,
  targetPort: number,
): PodPortVerdict {
  const judgement = judgePod(index, { pod, slicePorts: null });
  return judgePodPort(index, service, judgement, null, targetPort);
}

/** One mode for many: the one they share, or MIXED; null stands for pods where nothing enforces. */
function foldModes(
  modes: Iterable<MutualTlsMode | null>,
): MutualTlsMode | "MIXED" | "NOT_ENFORCED" {
  const distinctModes = new Set(modes);
  if (distinctModes.size > 1) return "MIXED";
  const [only] = distinctModes;
  return only ?? "NOT_ENFORCED";
}

interface JudgedPod {
  readonly backend: PodBackend;
  readonly serverMode: ServerMode;
  readonly enforcement: EnforcementPoint;
}

function judgePod(index: MeshIndex, backend: PodBackend): JudgedPod {
  const { pod } = backend;
  return {
    backend,
    serverMode: resolveServerMode(index, pod),
    enforcement: enforcementPoint(pod),
  };
}

function judgePort(
  index: MeshIndex,
  service: Service,
  judged: readonly JudgedPod[],
  servicePort: ServicePort,
  external: boolean,
  isElsewhere: boolean,
): ServicePortVerdict {
  const pods: PodPortVerdict[] = [];
  for (const judgement of judged) {
    const port = targetPortOf(judgement.backend, servicePort);
    if (port !== null) {
      pods.push(judgePodPort(index, service, judgement, servicePort, port));
    }
  }
  const mode =
    pods.length === 0 && isElsewhere ? "EXTERNAL" : portFold(pods, external);
  return { servicePort, mode, pods };
}

function judgePodPort(
  index: MeshIndex,
  service: Service,
  { backend, serverMode, enforcement }: JudgedPod,
  servicePort: ServicePort | null,
  targetPort: number,
): PodPortVerdict {
  const { pod } = backend;
  const seen =
    (servicePort?.protocol ?? "TCP") === "TCP" &&
    !(enforcement === "sidecar" && isExcludedInboundPort(pod, targetPort));
  if (!seen || enforcement === "none") {
    return {
      pod,
      targetPort,
      mode: null,
      enforcement: "none",
      decidedBy: null,
    };
  }
  const { mode, decidedBy } =
    index.legacyPolicies === null
      ? portMode(serverMode, targetPort)
      : resolveLegacyPodPort(
          index,
          index.legacyPolicies,
          pod,
          service,
          servicePort,
          targetPort,
        );
  switch (enforcement) {
    case "sidecar":
      return { pod, targetPort, mode, enforcement, decidedBy };
    case "ztunnel": {
      const ambient = resolveAmbient(index, serverMode.levels);
      const open = ambientPortMode(ambient, targetPort);
      return { pod, targetPort, mode: open, enforcement, decidedBy };
    }
    default:
      return enforcement satisfies never;
  }
}

/** The pods' own ports, for services that declare none: clients may dial whatever a pod listens on. */
export function resolveUndeclaredPorts(
  index: MeshIndex,
  service: Service,
): PodPortVerdict[] {
  return service.ports.length > 0
    ? []
    : index
        .backendsOf(service)
        .pods.flatMap((backend) =>
          undeclaredPorts(index, service, judgePod(index, backend)),
        );
}

function undeclaredPorts(
  index: MeshIndex,
  service: Service,
  judgement: JudgedPod,
): PodPortVerdict[] {
  const listed = judgement.backend.pod.containerPorts.map(({ port }) => port);
  const ports = listed.length > 0 ? listed : [UNLISTED_PORT];
  return ports.map((port) =>
    judgePodPort(index, service, judgement, null, port),
  );
}

function portFold(
  pods: readonly PodPortVerdict[],
  external: boolean,
): ServiceMode {
  if (external) return "MIXED";
  return foldModes(pods.map(({ mode }) => mode));
}

function serviceFold(
  index: MeshIndex,
  service: Service,
  ports: readonly ServicePortVerdict[],
  judged: readonly JudgedPod[],
  external: boolean,
  isElsewhere: boolean,
): ServiceMode {
  if (judged.length === 0) {
    return service.externalName !== null ||
      isElsewhere ||
      service.selector === null ||
      Object.keys(service.selector).length === 0
      ? "EXTERNAL"
      : "NOT_ENFORCED";
  }
  if (external) return "MIXED";
  const pods = ports.flatMap((port) => port.pods);
  if (pods.length > 0) return foldModes(pods.map(({ mode }) => mode));
  return service.ports.length > 0
    ? "NOT_ENFORCED"
    : foldModes(
        judged
          .flatMap((judgement) => undeclaredPorts(index, service, judgement))
          .map(({ mode }) => mode),
      );
}

/** Refs of one policy or workload are mostly the same object; text is only made for those that are not. */
function distinct(refs: readonly ObjectRef[]): ObjectRef[] {
  const objects = new Set(refs);
  if (objects.size < 2) return [...objects];
  const byKey = new Map([...objects].map((ref) => [refKey(ref), ref]));
  return [...byKey].sort(([a], [b]) => compareText(a, b)).map(([, ref]) => ref);
}

/** Apart from `resolveService`: a verdict may be kept for long, and must not keep the index it came from. */
function lazyShadows(modes: readonly ServerMode[]): () => ShadowedPolicy[] {
  return lazily(() => distinctShadows(modes));
}

function distinctShadows(modes: readonly ServerMode[]): ShadowedPolicy[] {
  const shadows = new Map<string, ShadowedPolicy>();
  for (const { shadowed } of new Set(modes)) {
    for (const shadow of shadowed) {
      shadows.set(`${shadow.reason}/${refKey(shadow.policy)}`, shadow);
    }
  }
  return [...shadows.values()];
}
