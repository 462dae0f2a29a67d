import type { SourceStatement } from "@/lib/mesh/source";

/** Pods, read and kept up to date. */
export function aStatement(
  parts: Partial<SourceStatement> = {},
): SourceStatement {
  return {
    id: "kubernetes/pods",
    what: "Pods",
    from: "kubernetes",
    state: "live",
    version: "v1",
    namespaces: [],
    message: "",
    since: "2026-01-01T00:00:00Z",
    warnings: [],
    ...parts,
  };
}
