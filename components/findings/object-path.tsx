import type { FindingDto } from "@/lib/api/finding-schema";

type Ref = FindingDto["services"][number];

/** "namespace/name"; a long one breaks where its namespace ends. */
export function ObjectPath({ of: { namespace, name } }: { of: Ref }) {
  if (namespace === "") return name;
  return (
    <>
      {namespace}/<wbr />
      {name}
    </>
  );
}

export function pathOf({ namespace, name }: Ref): string {
  return namespace === "" ? name : `${namespace}/${name}`;
}
