import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import type { KubernetesConnection, Query } from "./connection";
import { KubernetesProblem } from "./problem";
import type { Project, Projection } from "./projection";
import type { Tuning } from "./tuning";

/** What to list and watch. */
export interface ListTarget {
  /** e.g. "/api/v1/namespaces/shop/pods" */
  readonly path: string;
  readonly query: Query;
  /** Ask for metadata only; servers that cannot send whole objects, which are read the same. */
  readonly metadataOnly: boolean;
}

const pageSchema = z.object({
  metadata: z.object({
    resourceVersion: z.string().min(1),
    continue: z.string().nullish(),
  }),
  items: z
    .custom<unknown[]>(Array.isArray)
    .nullish()
    .transform((items) => items ?? []),
});

/**
 * Reads the whole list page by page. Each page is projected while the next one is on its way, so that raw objects of two
 * pages at most are in memory. Throws KubernetesProblem; `gone` when the pages outlived the server's history.
 */
export async function listPages<T>(
  connection: KubernetesConnection,
  target: ListTarget,
  project: Project<T>,
  tuning: Pick<Tuning, "pageSize" | "requestTimeoutMs">,
  signal: AbortSignal,
): Promise<{ projections: Projection<T>[]; resourceVersion: string }> {
  const ask = (from: string | undefined) => {
    const answer = connection.requestJson("GET", target.path, {
      query: { ...target.query, limit: tuning.pageSize, continue: from },
      accept: acceptHeader(target, "PartialObjectMetadataList"),
      timeoutMs: tuning.requestTimeoutMs,
      signal,
    });
    // It may fail before it is waited for, and fails there again.
    answer.catch(() => undefined);
    return answer;
  };
  const projections: Projection<T>[] = [];
  let asked = ask(undefined);
  for (;;) {
    const { items, metadata } = pageOf((await asked).body, target.path);
    const next = metadata.continue;
    if (next) asked = ask(next);
    for (let at = 0; at < items.length; at += 1) {
      projections.push(project(items[at]));
      // Raw objects are large: a collection in the middle of a page should find those behind us gone.
      items[at] = null;
    }
    if (!next) {
      return { projections, resourceVersion: metadata.resourceVersion };
    }
    // Let requests and events through between pages.
    await setImmediate();
  }
}

function pageOf(body: unknown, path: string): z.infer<typeof pageSchema> {
  const page = pageSchema.safeParse(body);
  if (page.success) return page.data;
  throw new KubernetesProblem(
    "malformed",
    `The answer to ${path} is not a list.`,
    { remedy: "Check the cluster's `server` address in the kubeconfig." },
  );
}

export function acceptHeader(
  target: ListTarget,
  as: "PartialObjectMetadataList" | "PartialObjectMetadata",
): string {
  return target.metadataOnly
    ? `application/json;as=${as};g=meta.k8s.io;v=v1,application/json`
    : "application/json";
}
