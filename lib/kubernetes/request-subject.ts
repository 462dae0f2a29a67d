/** What a request is about, in the words RBAC uses, so that a refusal can name it. */
export interface RequestSubject {
  readonly verb: string;
  /** "peerauthentications.security.istio.io" or "pods/log"; the path itself for non-resource requests */
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
}

export function requestSubject(
  method: string,
  path: string,
  isWatch = false,
): RequestSubject {
  const parts = path.split("/").filter((part) => part !== "");
  const isCore = parts[0] === "api";
  const group = isCore ? "" : (parts[1] ?? "");
  const rest = parts.slice(isCore ? 2 : 3);
  const isNamespaced = rest[0] === "namespaces" && rest.length > 2;
  const namespace = isNamespaced ? decodeURIComponent(rest[1] ?? "") : "";
  const [plural, name, subresource] = isNamespaced ? rest.slice(2) : rest;
  if (plural === undefined || (parts[0] !== "api" && parts[0] !== "apis")) {
    return { verb: "read", resource: path, namespace: "", name: "" };
  }
  return {
    verb: verbOf(method, name !== undefined, isWatch),
    resource: [
      group === "" ? plural : `${plural}.${group}`,
      // A right of its own: "pods/log" is not in "pods".
      ...(subresource === undefined ? [] : [subresource]),
    ].join("/"),
    namespace,
    name: decodeURIComponent(name ?? ""),
  };
}

/** "cannot list pods in namespace shop" */
export function cannot(subject: RequestSubject): string {
  const place =
    subject.namespace === "" ? "" : ` in namespace ${subject.namespace}`;
  const name = subject.name === "" ? "" : ` "${subject.name}"`;
  return `cannot ${subject.verb} ${subject.resource}${name}${place}`;
}

function verbOf(method: string, isNamed: boolean, isWatch: boolean): string {
  switch (method) {
    case "GET":
      if (isWatch) {
        return "watch";
      }
      return isNamed ? "get" : "list";
    case "POST":
      return "create";
    case "PUT":
      return "update";
    case "PATCH":
      return "patch";
    default:
      return method.toLowerCase();
  }
}
