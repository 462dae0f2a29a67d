/** A request below /api/VERSION or /apis/GROUP/VERSION that names a resource. */
export interface ResourcePath {
  group: string;
  version: string;
  resource: string;
  namespace: string | undefined;
  name: string | undefined;
  subresource: string | undefined;
}

const namespaceSubresources = new Set(["status", "finalize"]);

/** Null when the path names no resource: discovery, health, or nothing at all. */
export function parseResourcePath(pathname: string): ResourcePath | null {
  const [root, ...rest] = pathname
    .split("/")
    .filter((part) => part !== "")
    .map(decode);
  const group =
    root === "apis" ? rest.shift() : root === "api" ? "" : undefined;
  const version = rest.shift();
  if (group === undefined || version === undefined || rest.length === 0) {
    return null;
  }
  const [first, second, third] = rest;
  const namesNamespace =
    first === "namespaces" &&
    (rest.length < 3 || namespaceSubresources.has(third ?? ""));
  if (first === "namespaces" && !namesNamespace) {
    const [resource = "", name, subresource] = rest.slice(2);
    return { group, version, resource, namespace: second, name, subresource };
  }
  return {
    group,
    version,
    resource: first ?? "",
    // Kubernetes judges access to a namespace as access inside it.
    namespace: namesNamespace ? second : undefined,
    name: second,
    subresource: third,
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
