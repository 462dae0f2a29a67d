import "server-only";
import type { SourceStatement } from "@/lib/mesh/source";
import type { Source } from "./contract";

/** A statement about a source as it crosses the border. */
export function toSource({
  namespaces,
  warnings,
  cause = null,
  ...rest
}: SourceStatement): Source {
  return {
    ...rest,
    namespaces: [...namespaces],
    warnings: warnings.map(({ code, names, message }) => ({
      code,
      names: [...names],
      message,
    })),
    cause: cause && { code: cause.code, names: [...cause.names] },
  };
}
