import type { KubernetesHandlerOptions } from "./options";
import type { ResourcePath } from "./request-path";
import {
  groupVersion,
  type ResourceDefinition,
  servedResources,
} from "./resources";
import {
  badRequest,
  methodNotAllowed,
  notFound,
  type ResourceName,
  unknownResource,
} from "./status";

/** What a request points at, resolved against what is served. */
export interface Target {
  definition: ResourceDefinition;
  /** The group version of the request, in which objects are answered. */
  apiVersion: string;
  /** Only for namespaced kinds; undefined means all namespaces. */
  namespace: string | undefined;
  name: string | undefined;
  subresource: string | undefined;
}

/** A path nobody serves; Kubernetes answers some of these in plain text. */
export class PathNotFound extends Error {
  constructor() {
    super("404 page not found");
    this.name = "PathNotFound";
  }
}

/** @throws StatusError 404, PathNotFound. */
export function resolveTarget(
  path: ResourcePath,
  options: KubernetesHandlerOptions,
): Target {
  const inGroup = servedResources(options).filter(
    ({ group, versions }) =>
      group === path.group && versions.includes(path.version),
  );
  const definition = inGroup.find(({ plural }) => plural === path.resource);
  if (definition === undefined) {
    const builtIn = inGroup.some(({ custom }) => !custom);
    throw builtIn ? unknownResource() : new PathNotFound();
  }
  const { subresource } = path;
  const known =
    subresource === undefined ||
    definition.subresources.includes(subresource) ||
    (subresource === "status" && definition.status);
  const scoped =
    definition.namespaced || definition.kind === "Namespace" || !path.namespace;
  if (!known && definition.custom) {
    throw notFound({ ...path });
  }
  const placed =
    !definition.namespaced ||
    path.name === undefined ||
    Boolean(path.namespace);
  if (!known || !scoped || !placed) {
    throw unknownResource();
  }
  return {
    definition,
    apiVersion: groupVersion(path.group, path.version),
    namespace: definition.namespaced ? path.namespace : undefined,
    name: path.name,
    subresource,
  };
}

export function resourceName(
  target: Target,
  name: string | undefined = target.name,
): ResourceName {
  return {
    group: target.definition.group,
    resource: target.definition.plural,
    name,
  };
}

/** @throws StatusError 400 for a path without the name that the verb needs. */
export function requiredName(target: Target): string {
  if (target.name === undefined) {
    throw target.definition.custom
      ? badRequest("name must be provided")
      : methodNotAllowed();
  }
  return target.name;
}
