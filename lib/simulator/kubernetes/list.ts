import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { firstIndex } from "@/lib/simulator/first-index";
import { sendJson } from "@/lib/simulator/http";
import {
  type ObjectStore,
  objectKey,
  type StoredObject,
} from "@/lib/simulator/store";
import {
  parseFieldSelector,
  parseLabelSelector,
  type Selector,
} from "./selector";
import { serialise, serialiseListItem } from "./serialise";
import {
  badRequest,
  expired,
  invalid,
  resourceVersionTooLarge,
  type StatusError,
  unsupportedResourceVersion,
} from "./status";
import type { Target } from "./target";

interface Page {
  items: StoredObject[];
  revision: number;
  /** The token for the next page; empty when this is the last. */
  next: string;
  remaining: number | null;
}

const continueToken = z.object({
  v: z.string(),
  rv: z.number(),
  start: z.string(),
});

const expiredContinue =
  "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.";

/**
 * Answers a list: pages with `limit` and `continue` (all pages show the same revision), selectors,
 * and a resourceVersion that is a promise of freshness unless `resourceVersionMatch=Exact`.
 * @throws StatusError 400, 410, 504.
 */
export async function answerList(
  request: IncomingMessage,
  response: ServerResponse,
  target: Target,
  query: URLSearchParams,
  store: ObjectStore,
): Promise<void> {
  const page = selectPage(target, query, store);
  const { definition, apiVersion } = target;
  const parts = page.items.flatMap((object, index) => [
    index === 0 ? "" : ",",
    definition.custom
      ? serialise(object, apiVersion)
      : serialiseListItem(object),
  ]);
  const kind = JSON.stringify(`${definition.kind}List`);
  const metadata = JSON.stringify({
    ...(page.next === "" && !definition.custom ? {} : { continue: page.next }),
    ...(page.remaining === null ? {} : { remainingItemCount: page.remaining }),
    resourceVersion: String(page.revision),
  });
  const version = JSON.stringify(apiVersion);
  await sendJson(
    request,
    response,
    200,
    definition.custom
      ? [
          `{"apiVersion":${version},"items":[`,
          ...parts,
          `],"kind":${kind},"metadata":${metadata}}`,
        ]
      : [
          `{"kind":${kind},"apiVersion":${version},"metadata":${metadata},"items":[`,
          ...parts,
          "]}",
        ],
  );
}

/** Everything a collection request selects, without pages. @throws StatusError 400. */
export function selectObjects(
  target: Target,
  query: URLSearchParams,
  store: ObjectStore,
) {
  return store
    .list(target.definition.kind, target.namespace)
    .filter(selectorOf(target, query));
}

/** @throws StatusError 400 for a selector that cannot be read. */
export function selectorOf(target: Target, query: URLSearchParams): Selector {
  const label = query.get("labelSelector") ?? "";
  const field = query.get("fieldSelector") ?? "";
  const matchesLabels = label === "" ? () => true : parseLabelSelector(label);
  const matchesFields =
    field === ""
      ? () => true
      : parseFieldSelector(target.definition.kind, field);
  return (object) => matchesLabels(object) && matchesFields(object);
}

/** The number in a resourceVersion parameter; null when it is absent. @throws StatusError */
export function parseRevision(
  query: URLSearchParams,
  refuse: (text: string) => StatusError,
): number | null {
  const text = query.get("resourceVersion") ?? "";
  if (text === "") {
    return null;
  }
  if (!/^\d+$/.test(text)) {
    throw refuse(text);
  }
  return Number(text);
}

function selectPage(
  target: Target,
  query: URLSearchParams,
  store: ObjectStore,
): Page {
  const limit = parseLimit(query);
  const token = query.get("continue") ?? "";
  const asked = parseRevision(query, unsupportedResourceVersion);
  const matches = selectorOf(target, query);
  const { revision, start } = startOfPage(token, asked, query, store);
  const all = store.listAt(target.definition.kind, target.namespace, revision);
  if (all === null) {
    throw expired(
      token === ""
        ? `The resourceVersion for the provided list is too old.`
        : expiredContinue,
    );
  }
  const from = start === "" ? 0 : firstAfter(all, start);
  // The watch cache of a real server answers resourceVersion=0 whole, whatever the limit.
  if (limit === 0 || (asked === 0 && token === "")) {
    return {
      items: all.slice(from).filter(matches),
      revision,
      next: "",
      remaining: null,
    };
  }
  const items: StoredObject[] = [];
  let position = from;
  for (; position < all.length && items.length < limit; position += 1) {
    const object = all[position];
    if (object !== undefined && matches(object)) {
      items.push(object);
    }
  }
  const last = all[position - 1];
  if (position >= all.length || last === undefined) {
    return { items, revision, next: "", remaining: null };
  }
  const selective = query.has("labelSelector") || query.has("fieldSelector");
  const next = {
    v: "meta.k8s.io/v1",
    rv: revision,
    start: `${objectKey(last)}\u0000`,
  };
  return {
    items,
    revision,
    next: Buffer.from(JSON.stringify(next)).toString("base64url"),
    remaining: selective ? null : all.length - position,
  };
}

function startOfPage(
  token: string,
  asked: number | null,
  query: URLSearchParams,
  store: ObjectStore,
): { revision: number; start: string } {
  const current = store.revision();
  const match = query.get("resourceVersionMatch");
  if (match !== null && asked === null) {
    const message =
      "Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided";
    throw invalid("ListOptions", "meta.k8s.io", "", [
      { reason: "FieldValueForbidden", message, field: "resourceVersionMatch" },
    ]);
  }
  if (token !== "") {
    if (asked !== null && asked !== 0) {
      throw badRequest(
        "specifying resource version is not allowed when using continue",
      );
    }
    const { rv, start } = readToken(token);
    return { revision: rv, start };
  }
  if (asked !== null && asked > current) {
    throw resourceVersionTooLarge(asked, current);
  }
  return {
    revision: match === "Exact" && asked !== null ? asked : current,
    start: "",
  };
}

function readToken(token: string): { rv: number; start: string } {
  try {
    return continueToken.parse(
      JSON.parse(Buffer.from(token, "base64url").toString("utf8")),
    );
  } catch {
    throw badRequest("invalid continue token: continue key is not valid");
  }
}

function parseLimit(query: URLSearchParams): number {
  const text = query.get("limit") ?? "";
  if (text !== "" && !/^-?\d+$/.test(text)) {
    throw badRequest(
      `strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`,
    );
  }
  return Math.max(0, Number(text));
}

function firstAfter(objects: readonly StoredObject[], start: string): number {
  return firstIndex(objects, (object) => objectKey(object) >= start);
}
