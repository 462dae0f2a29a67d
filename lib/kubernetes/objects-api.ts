import type {
  Impersonation,
  KubernetesAnswer,
  KubernetesConnection,
  Method,
  RequestOptions,
} from "./connection";
import { KubernetesProblem } from "./problem";
import { isRecord } from "./record";
import { groupVersion, listPath } from "./resource-kind";

/** Addresses one object. `version` is the served one; `plural` as in the URL; namespace "" for cluster-scoped kinds. */
export interface ObjectAddress {
  /** "" for the core group */
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly namespace: string;
  readonly name: string;
}

export interface ObjectAnswer {
  /** The object as JSON, without managedFields; after a deletion the API server's Status. */
  readonly object: Readonly<Record<string, unknown>>;
  /** The API server's Warning headers, e.g. of admission. */
  readonly warnings: readonly string[];
}

export interface CallOptions {
  readonly impersonate?: Impersonation | null | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
}

export interface WriteOptions extends CallOptions {
  /** The server validates and admits, but stores nothing. */
  readonly dryRun?: boolean | undefined;
}

/** Who owns the fields we apply. */
const FIELD_MANAGER = "lockstep";

/** Reads one object. Throws KubernetesProblem: not-found, not-served, forbidden and the rest. */
export async function getObject(
  connection: KubernetesConnection,
  address: ObjectAddress,
  options: CallOptions = {},
): Promise<ObjectAnswer> {
  return call(connection, "GET", address, options, {});
}

/**
 * Server-side apply as "lockstep", never forced: a field that another manager owns is a `conflict` whose causes name
 * manager and field. apiVersion, kind and name of the manifest must be those of the address.
 */
export async function applyObject(
  connection: KubernetesConnection,
  address: ObjectAddress,
  manifest: Readonly<Record<string, unknown>>,
  options: WriteOptions = {},
): Promise<ObjectAnswer> {
  return call(connection, "PATCH", address, options, {
    query: { ...writeQuery(options), fieldManager: FIELD_MANAGER },
    // JSON is YAML, and this is the only content type for apply.
    contentType: "application/apply-patch+yaml",
    body: {
      apiVersion: groupVersion(toWanted(address), address.version),
      ...manifest,
    },
  });
}

/** JSON merge patch, only while the object is at `resourceVersion`; otherwise `conflict`. null removes a field. */
export async function mergePatchObject(
  connection: KubernetesConnection,
  address: ObjectAddress,
  patch: Readonly<Record<string, unknown>>,
  options: WriteOptions & { readonly resourceVersion: string },
): Promise<ObjectAnswer> {
  const metadata = isRecord(patch.metadata) ? patch.metadata : {};
  return call(connection, "PATCH", address, options, {
    query: { ...writeQuery(options), fieldManager: FIELD_MANAGER },
    contentType: "application/merge-patch+json",
    body: {
      ...patch,
      metadata: { ...metadata, resourceVersion: options.resourceVersion },
    },
  });
}

/** Deletes exactly the object that was seen: another uid or resourceVersion is a `conflict`. */
export async function deleteObject(
  connection: KubernetesConnection,
  address: ObjectAddress,
  options: WriteOptions & {
    readonly uid: string;
    readonly resourceVersion?: string | undefined;
  },
): Promise<ObjectAnswer> {
  const { uid, resourceVersion } = options;
  return call(connection, "DELETE", address, options, {
    query: writeQuery(options),
    body: {
      apiVersion: "v1",
      kind: "DeleteOptions",
      preconditions: {
        uid,
        ...(resourceVersion === undefined ? {} : { resourceVersion }),
      },
      ...(options.dryRun === true ? { dryRun: ["All"] } : {}),
    },
  });
}

async function call(
  connection: KubernetesConnection,
  method: Method,
  address: ObjectAddress,
  options: CallOptions,
  request: RequestOptions,
): Promise<ObjectAnswer> {
  const namespace = address.namespace === "" ? null : address.namespace;
  const list = listPath(toWanted(address), address.version, namespace);
  const answer = await connection.requestJson(
    method,
    `${list}/${encodeURIComponent(address.name)}`,
    {
      ...request,
      impersonate: options.impersonate,
      signal: options.signal,
      timeoutMs: options.timeoutMs,
    },
  );
  return { object: withoutManagedFields(answer), warnings: answer.warnings };
}

function toWanted(address: ObjectAddress) {
  return {
    group: address.group,
    versions: [address.version],
    plural: address.plural,
  };
}

function writeQuery(options: WriteOptions) {
  return { dryRun: options.dryRun === true ? "All" : undefined };
}

function withoutManagedFields({ body }: KubernetesAnswer) {
  if (!isRecord(body)) {
    throw new KubernetesProblem(
      "malformed",
      "The API server's answer is not an object.",
      { remedy: "Check what stands between here and the API server." },
    );
  }
  if (!isRecord(body.metadata)) {
    return body;
  }
  const { managedFields: _dropped, ...metadata } = body.metadata;
  return { ...body, metadata };
}
