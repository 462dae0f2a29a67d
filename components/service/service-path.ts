import type { Window } from "@/lib/api/contract";

/** Where the page of one service is; the window goes along, so that both speak of the same time. */
export function servicePath(
  { namespace, name }: { readonly namespace: string; readonly name: string },
  window: Window,
) {
  const path = [namespace, name].map(encodeURIComponent).join("/");
  return { pathname: `/services/${path}`, query: { window } };
}
