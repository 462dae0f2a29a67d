import { z } from "zod";
import {
  projectNamespace,
  projectService,
} from "@/lib/kubernetes/normalize-core";
import {
  projectAuthorizationPolicy,
  projectDestinationRule,
  projectPeerAuthentication,
} from "@/lib/kubernetes/normalize-istio";
import { legacyProjector } from "@/lib/kubernetes/normalize-legacy";
import { projectPod } from "@/lib/kubernetes/normalize-pod";
import type { Project } from "@/lib/kubernetes/projection";
import { indexMesh, type MeshIndex } from "@/lib/mesh/index/mesh-index";
import {
  DEFAULT_MESH_CONFIG,
  type LegacyPolicy,
  type Pod,
} from "@/lib/mesh/objects";

const list = z.array(z.unknown()).default([]);

const inputSchema = z.looseObject({
  meshConfig: z
    .object({
      rootNamespace: z.string().optional(),
      enableAutoMtls: z.boolean().optional(),
      identityDomain: z.string().optional(),
      trustDomain: z.string().optional(),
    })
    .default({}),
  namespaces: list,
  services: list,
  pods: list,
  peerAuthentications: list,
  destinationRules: list,
  authorizationPolicies: list,
  policies: list,
});

/** The case's objects, read by the same code that reads a cluster's, and indexed. */
export function worldOf(input: unknown): MeshIndex {
  const world = inputSchema.parse(input);
  return indexMesh({
    meshConfig: {
      ...DEFAULT_MESH_CONFIG,
      rootNamespace:
        world.meshConfig.rootNamespace ?? DEFAULT_MESH_CONFIG.rootNamespace,
      enableAutoMtls:
        world.meshConfig.enableAutoMtls ?? DEFAULT_MESH_CONFIG.enableAutoMtls,
      trustDomain:
        world.meshConfig.trustDomain ?? DEFAULT_MESH_CONFIG.trustDomain,
    },
    namespaces: read(world.namespaces, projectNamespace),
    services: read(world.services, projectService),
    pods: read(world.pods, projectPod).map(
      ({ pod, owner }): Pod => ({
        ...pod,
        workload: owner ?? {
          kind: "Pod",
          namespace: pod.namespace,
          name: pod.name,
        },
      }),
    ),
    endpointSlices: [],
    peerAuthentications: read(
      world.peerAuthentications,
      projectPeerAuthentication,
    ),
    destinationRules: read(world.destinationRules, projectDestinationRule),
    authorizationPolicies: read(
      world.authorizationPolicies,
      projectAuthorizationPolicy,
    ),
    legacyPolicies: world.policies.flatMap(legacyPolicy),
  });
}

/** Throws on an unreadable object: a case we cannot read is a failed case. */
function read<T>(items: readonly unknown[], project: Project<T>): T[] {
  return items.map((item) => {
    const projection = project(item);
    if ("problem" in projection) throw new Error(projection.problem);
    return projection.value;
  });
}

function legacyPolicy(item: unknown): LegacyPolicy[] {
  const { kind } = z
    .object({ kind: z.enum(["Policy", "MeshPolicy"]) })
    .parse(item);
  return read([item], legacyProjector(kind));
}
