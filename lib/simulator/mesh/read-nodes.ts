import { z } from "zod";
import type { ObjectStore } from "@/lib/simulator/store";

export interface NodeView {
  readonly name: string;
  /** InternalIP */
  readonly address: string;
  /** "10.244.1." of a /24; pods of the node have addresses below it. */
  readonly podPrefix: string;
}

const nodeSchema = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({ podCIDR: z.string().default("") }),
  status: z.object({
    addresses: z
      .array(z.object({ type: z.string(), address: z.string() }))
      .catch([]),
  }),
});

/** By name; nodes without an address are left out. */
export function readNodes(store: ObjectStore): ReadonlyMap<string, NodeView> {
  const nodes = new Map<string, NodeView>();
  for (const object of store.list("Node")) {
    const parsed = nodeSchema.safeParse(object);
    if (!parsed.success) continue;
    const { metadata, spec, status } = parsed.data;
    const address = status.addresses.find(({ type }) => type === "InternalIP");
    if (address === undefined) continue;
    nodes.set(metadata.name, {
      name: metadata.name,
      address: address.address,
      podPrefix: /^(\d+\.\d+\.\d+\.)/.exec(spec.podCIDR)?.[1] ?? "",
    });
  }
  return nodes;
}
