import type { z } from "zod";
import type { objectRefSchema } from "@/lib/api/contract";

type ObjectRef = z.infer<typeof objectRefSchema>;

/** "PeerAuthentication foo/default", as people write it; cluster-scoped kinds have no namespace. */
export function objectName({ kind, namespace, name }: ObjectRef): string {
  return namespace === "" ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

export function objectKey(object: ObjectRef): string {
  return `${object.kind}/${object.namespace}/${object.name}`;
}
