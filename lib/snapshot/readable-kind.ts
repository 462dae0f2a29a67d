import type { SourceStatement } from "@/lib/mesh/source";

/**
 * Whether the statements about one kind leave a namespace readable. A kind is stated for the whole
 * cluster, or per state with the namespaces it is about.
 * @param id e.g. "kubernetes/pods"
 */
export function isReadable(
  statements: readonly SourceStatement[],
  id: string,
  namespace: string,
): boolean {
  return statementsOf(statements, id).some(
    ({ state, namespaces }) =>
      isRead(state) &&
      (namespaces.length === 0 || namespaces.includes(namespace)),
  );
}

/** Whether anything of this kind was read, anywhere. */
export function isReadAnywhere(
  statements: readonly SourceStatement[],
  id: string,
): boolean {
  return statementsOf(statements, id).some(({ state }) => isRead(state));
}

/** The statement that says why a kind was not read; undefined where it was. */
export function refusalOf(
  statements: readonly SourceStatement[],
  id: string,
): SourceStatement | undefined {
  return statementsOf(statements, id).find(({ state }) => !isRead(state));
}

function statementsOf(statements: readonly SourceStatement[], id: string) {
  return statements.filter(
    (statement) => statement.id === id || statement.id.startsWith(`${id}/`),
  );
}

function isRead(state: SourceStatement["state"]): boolean {
  return state === "live" || state === "stale";
}
