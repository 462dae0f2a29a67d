import type { MeshView, PodView, ServiceView } from "./view";

/**
 * The running waypoint pods that ztunnel sends a service's callers through; null = it uses none. What
 * the Service says about itself comes before what its namespace says, and "none" is a word too.
 */
export function waypointsOf(
  mesh: MeshView,
  { namespace, useWaypoint }: ServiceView,
): readonly PodView[] | null {
  const name = useWaypoint ?? mesh.waypointOfNamespace.get(namespace);
  return name === undefined || name === "none"
    ? null
    : (mesh.waypoints.get(`${namespace}/${name}`) ?? []);
}
