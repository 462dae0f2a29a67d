/** Which service, and perhaps which of its callers, the side panel is about: "shop/cart" or "shop/cart@edge". */
export interface Selection {
  readonly namespace: string;
  readonly name: string;
  /** undefined = the whole service, null = callers without identity. */
  readonly client: string | null | undefined;
}

export function formatSelection(selection: Selection): string {
  const { namespace, name, client } = selection;
  const service = `${namespace}/${name}`;
  return client === undefined ? service : `${service}@${client ?? ""}`;
}

/** @returns null for what names nothing. Names cannot contain "/" or "@" in Kubernetes. */
export function parseSelection(text: string): Selection | null {
  const [service = "", client] = text.split("@");
  const [namespace = "", name = ""] = service.split("/");
  if (namespace === "" || name === "") return null;
  return {
    namespace,
    name,
    client: client === undefined ? undefined : client || null,
  };
}
