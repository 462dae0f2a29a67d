import { z } from "zod";
import { sendText } from "@/lib/simulator/http";
import type { StoredObject } from "@/lib/simulator/store";
import type { ContainerLine, KubernetesHandlerOptions } from "./options";
import { type PodLogOptions, readPodLogOptions } from "./pod-log-options";
import type { ResourceRequest } from "./resource-request";
import { badRequest } from "./status";

/** @throws StatusError 400 or 422, as the API server does before it asks a kubelet. */
export function answerPodLog(
  {
    response,
    query,
    options,
  }: Pick<ResourceRequest, "response" | "query"> & {
    options: KubernetesHandlerOptions;
  },
  pod: StoredObject,
): void {
  if (options.podLog === undefined) {
    response.writeHead(204).end();
    return;
  }
  const asked = readPodLogOptions(pod.metadata.name, query);
  const container = containerOf(pod, asked.container);
  if (asked.follow) {
    throw badRequest(
      "the simulated cluster follows no logs: ask again without follow",
    );
  }
  if (asked.previous) {
    throw badRequest(
      `previous terminated container "${container}" in pod "${pod.metadata.name}" not found`,
    );
  }
  const nowMs = options.clock.nowMs();
  const lines = options.podLog({
    pod,
    container,
    sinceMs:
      asked.sinceSeconds === null
        ? asked.sinceMs
        : nowMs - asked.sinceSeconds * 1_000,
    tailLines: asked.tailLines,
  });
  const text = lines.map((line) => written(line, asked)).join("");
  sendText(response, 200, text, "text/plain", asked.limitBytes);
}

function written(
  { timeMs, text }: ContainerLine,
  { timestamps }: PodLogOptions,
) {
  return timestamps
    ? `${new Date(timeMs).toISOString().replace("Z", "000000Z")} ${text}\n`
    : `${text}\n`;
}

const namedSchema = z.array(z.object({ name: z.string() })).catch([]);

const containersSchema = z
  .object({
    containers: namedSchema,
    initContainers: namedSchema,
    ephemeralContainers: namedSchema,
  })
  .catch({ containers: [], initContainers: [], ephemeralContainers: [] });

/** @throws StatusError 400 where the pod has several containers and none is named, or not this one. */
function containerOf(pod: StoredObject, asked: string | null): string {
  const spec = containersSchema.parse(pod.spec);
  const [containers, initContainers, ephemeral] = [
    spec.containers,
    spec.initContainers,
    spec.ephemeralContainers,
  ].map((list) => list.map(({ name }) => name));
  const { name } = pod.metadata;
  if (asked !== null) {
    const all = [containers, initContainers, ephemeral].flat();
    if (!all.includes(asked)) {
      throw badRequest(`container ${asked} is not valid for pod ${name}`);
    }
    return asked;
  }
  const [only, ...others] = containers ?? [];
  if (only === undefined || others.length > 0) {
    const choice = `a container name must be specified for pod ${name}, choose one of: [${(containers ?? []).join(" ")}]`;
    throw badRequest(
      (initContainers ?? []).length === 0
        ? choice
        : `${choice} or one of the init containers: [${(initContainers ?? []).join(" ")}]`,
    );
  }
  return only;
}
