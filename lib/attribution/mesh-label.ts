/** Which label takes a namespace into the mesh: it depends on how the control plane was installed. */
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Labels } from "@/lib/mesh/objects";
import { outboundProxy } from "@/lib/mesh/server/proxy";

const INJECTION = "istio-injection";
const REVISION = "istio.io/rev";
const DATAPLANE_MODE = "istio.io/dataplane-mode";

export interface MeshLabel {
  readonly name: string;
  readonly value: string;
}

/**
 * The label that a namespace joins the mesh by: as its neighbour did, else as all others did.
 *
 * @param near labels of the namespace that it should be like
 * @returns null = namespaces of this mesh joined in several ways, or none did: which is right is not known
 */
export function meshLabelFor(index: MeshIndex, near: Labels): MeshLabel | null {
  return labelOf(near) ?? onlyLabel(index);
}

/**
 * What `kubectl label` has to be told to join a namespace. `istio-injection` beats `istio.io/rev` even where it says
 * "disabled" (semantics A5), so that it has to go for a revision to count.
 */
export function labelling({ name, value }: MeshLabel, own: Labels): string[] {
  const injection = own[INJECTION];
  return [
    ...(name === REVISION && injection !== undefined ? [`${INJECTION}-`] : []),
    `${name}=${value}`,
    ...(name in own ? ["--overwrite"] : []),
  ];
}

/** `istio-injection` beats the others where several are there. */
function labelOf(labels: Labels): MeshLabel | null {
  if (labels[DATAPLANE_MODE] === "ambient") {
    return { name: DATAPLANE_MODE, value: "ambient" };
  }
  if (labels[INJECTION] !== undefined) {
    return labels[INJECTION] === "enabled"
      ? { name: INJECTION, value: "enabled" }
      : null;
  }
  const revision = labels[REVISION];
  return revision === undefined || revision === ""
    ? null
    : { name: REVISION, value: revision };
}

/** Only namespaces in which some pod has a proxy show that their label works. */
function onlyLabel(index: MeshIndex): MeshLabel | null {
  const found = new Map<string, MeshLabel>();
  for (const [name, { labels }] of index.namespaces) {
    const label = labelOf(labels);
    if (label === null) continue;
    const pods = index.podsByNamespace.get(name) ?? [];
    if (!pods.some((pod) => outboundProxy(pod) !== "none")) continue;
    found.set(`${label.name}=${label.value}`, label);
  }
  const [only] = found.values();
  return found.size === 1 && only !== undefined ? only : null;
}
