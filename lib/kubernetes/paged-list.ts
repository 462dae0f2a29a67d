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
  items: z.array(z.unknown()).nullish(),
});

/**
 * Reads the whole list page by page, projecting each page before the next one is asked for, so that raw objects of
 * one page only are in memory. Throws KubernetesProblem; `gone` when the pages outlived the server's history.
 */
export async function listPages<T>(
  connection: KubernetesConnection,
  target: ListTarget,
  project: Project<T>,
  tuning: Pick<Tuning, "pageSize" | "requestTimeoutMs">,
  signal: AbortSignal,
): Promise<{ projections: Projection<T>[]; resourceVersion: string }> {
  const projections: Projection<T>[] = [];
  let next: string | undefined;
  for (;;) {
    const { body } = await connection.requestJson("GET", target.path, {
      query: { ...target.query, limit: tuning.pageSize, continue: next },
      accept: acceptHeader(target, "PartialObjectMetadataList"),
      timeoutMs: tuning.requestTimeoutMs,
      signal,
    });
    const page = pageSchema.safeParse(body);
    if (!page.success) {
      throw new KubernetesProblem(
        "malformed",
        `The answer to ${target.path} is not a list.`,
        { remedy: "Check the cluster's `server` address in the kubeconfig." },
      );
    }
    for (const item of page.data.items ?? []) {
      projections.push(project(item));
    }
    const { resourceVersion } = page.data.metadata;
    if (!page.data.metadata.continue) {
      return { projections, resourceVersion };
    }
    next = page.data.metadata.continue;
    // Let requests and events through between pages.
    await setImmediate();
  }
}

export function acceptHeader(
  target: ListTarget,
  as: "PartialObjectMetadataList" | "PartialObjectMetadata",
): string {
  return target.metadataOnly
    ? `application/json;as=${as};g=meta.k8s.io;v=v1,application/json`
    : "application/json";
}
