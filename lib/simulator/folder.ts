import type { StoredObject } from "./store";

/** The objects of a kind in one namespace, or at cluster scope. */
export interface Folder {
  readonly objects: Map<string, StoredObject>;
  /** By name; null after any change. */
  sorted: readonly StoredObject[] | null;
}

/** In etcd's key order: a slash is greater than the dash that a longer name may go on with. */
export function sortedFolders(
  folders: ReadonlyMap<string, Folder>,
): StoredObject[] {
  return [...folders]
    .map(([namespace, folder]) => ({ key: `${namespace}/`, folder }))
    .sort((left, right) => (left.key < right.key ? -1 : 1))
    .flatMap(({ folder }) => sortedFolder(folder));
}

export function sortedFolder(folder: Folder): readonly StoredObject[] {
  folder.sorted ??= [...folder.objects.values()].sort((left, right) =>
    left.metadata.name < right.metadata.name ? -1 : 1,
  );
  return folder.sorted;
}
