/**
 * The offer to switch the access log of one service on for a while: what would be written, what stands against
 * it, and what the API server says to it. Nothing is written.
 */
import { createHash } from "node:crypto";
import { canI } from "@/lib/kubernetes/access";
import { applyObject, getObject } from "@/lib/kubernetes/objects-api";
import {
  isKubernetesProblem,
  type KubernetesProblem,
} from "@/lib/kubernetes/problem";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { ObjectRef, Service } from "@/lib/mesh/objects";
import { hasNoLabels, selectorMatches } from "@/lib/mesh/selector";
import { proxyShape } from "@/lib/mesh/server/proxy";
import type { Hub } from "@/lib/snapshot/hub";
import {
  type AccessLogging,
  accessLoggingOf,
  telemetryRef,
} from "./access-logging";
import {
  type DiagnosticTelemetry,
  diagnosticManifest,
  diagnosticTelemetries,
  MAX_ACTIVE,
} from "./diagnostic-telemetry";
import { AttributionProblem } from "./problem";
import { telemetryAddress } from "./telemetry-expiry";
import { telemetryVersion } from "./telemetry-version";

export const OFFER_OBSTACLES = [
  "not-served",
  /** Telemetries or the mesh config could not be read, so nobody knows what this one would change. */
  "not-readable",
  "no-selector",
  "no-sidecar",
  "already-logging",
  /** One of ours is at work for this service. */
  "already-active",
  /** Another Telemetry selects these pods; Istio obeys the oldest of them alone. */
  "selected-already",
  "too-many",
  "may-not-remove",
  "refused",
] as const;
export type OfferObstacle = (typeof OFFER_OBSTACLES)[number];

export interface TelemetryTarget {
  readonly namespace: string;
  readonly service: string;
  readonly durationSeconds: number;
}

export interface TelemetryOffer {
  readonly obstacle: OfferObstacle | null;
  /** What stands in the way, where it is an object. */
  readonly objects: readonly ObjectRef[];
  readonly refusal: KubernetesProblem | null;
  /** As it would be written now; null where there is nothing to write. */
  readonly manifest: Manifest | null;
  readonly apiVersion: string | null;
  readonly warnings: readonly string[];
  /** Providers that get the access log now and would not while this one is at work. */
  readonly replacedProviders: readonly string[];
  /** Pods that would begin to write. */
  readonly pods: number;
  readonly active: readonly DiagnosticTelemetry[];
  /** Of everything that is not a matter of time. null where nothing can be applied. */
  readonly planHash: string | null;
}

type Manifest = ReturnType<typeof diagnosticManifest>;

/** Throws AttributionProblem "service-unknown" and KubernetesProblem. */
export async function offerTelemetry(
  hub: Hub,
  target: TelemetryTarget,
  nowMs: number,
): Promise<TelemetryOffer> {
  const { index } = hub.meshReading();
  const { meshConfigKnown, statements, inventory } = hub.reading();
  const service = index.services.get(`${target.namespace}/${target.service}`);
  if (!service) throw unknownService(target);
  const apiVersion = telemetryVersion(statements);
  const telemetries = inventory.telemetries?.items ?? [];
  const active = diagnosticTelemetries(telemetries);
  const logging = loggingOf(index, meshConfigKnown, service);
  const offer: TelemetryOffer = {
    obstacle: null,
    objects: [],
    refusal: null,
    manifest: null,
    apiVersion,
    warnings: [],
    replacedProviders: logging
      .flatMap(({ providers, state }) =>
        state === "elsewhere" ? providers : [],
      )
      .filter(isFirst),
    pods: logging.length,
    active,
    planHash: null,
  };
  const obstacle = obstacleOf(service, active, logging, {
    apiVersion,
    isReadable: meshConfigKnown && inventory.telemetries?.complete === true,
    others: selecting(index, service),
  });
  if (obstacle !== null) return { ...offer, ...obstacle };
  const manifest = diagnosticManifest(
    service,
    service.selector ?? {},
    telemetries,
    nowMs + target.durationSeconds * 1_000,
  );
  return askServer(hub, { ...offer, manifest }, target);
}

export function unknownService({
  namespace,
  service,
}: Pick<TelemetryTarget, "namespace" | "service">): AttributionProblem {
  return new AttributionProblem(
    "service-unknown",
    `There is no service ${service} in namespace ${namespace}.`,
    "Reload the page; the service may have been deleted or renamed.",
  );
}

type Obstacle = Pick<TelemetryOffer, "objects"> & {
  readonly obstacle: OfferObstacle;
};

function obstacleOf(
  service: Service,
  active: readonly DiagnosticTelemetry[],
  logging: readonly AccessLogging[],
  known: {
    readonly apiVersion: string | null;
    readonly isReadable: boolean;
    readonly others: readonly ObjectRef[];
  },
): Obstacle | null {
  const only = (
    obstacle: OfferObstacle,
    objects: readonly ObjectRef[] = [],
  ) => ({
    obstacle,
    objects,
  });
  if (known.apiVersion === null) return only("not-served");
  if (!known.isReadable) return only("not-readable");
  if (hasNoLabels(service.selector)) return only("no-selector");
  if (logging.length === 0) return only("no-sidecar");
  const own = active.filter(
    (one) =>
      one.telemetry.namespace === service.namespace &&
      one.service === service.name,
  );
  if (own.length > 0) {
    return only(
      "already-active",
      own.map(({ telemetry }) => telemetryRef(telemetry)),
    );
  }
  if (known.others.length > 0) return only("selected-already", known.others);
  if (
    logging.every(({ state, filter }) => state === "on" && filter !== "other")
  ) {
    return only(
      "already-logging",
      logging.flatMap(({ decidedBy }) => decidedBy ?? []).slice(0, 1),
    );
  }
  return active.length >= MAX_ACTIVE
    ? only(
        "too-many",
        active.map(({ telemetry }) => telemetryRef(telemetry)),
      )
    : null;
}

/** The service's sidecars: what each of them logs now. */
function loggingOf(
  index: MeshIndex,
  meshConfigKnown: boolean,
  service: Service,
): AccessLogging[] {
  return index
    .podsOf(service)
    .filter((pod) => proxyShape(pod) === "sidecar")
    .map((pod) => accessLoggingOf(index.inventory, meshConfigKnown, pod));
}

/** Two that select one pod are not merged: the oldest wins, and ours would be the youngest. */
function selecting(index: MeshIndex, service: Service): ObjectRef[] {
  const pods = index.podsOf(service);
  return (index.inventory.telemetries?.items ?? [])
    .filter(
      ({ namespace, selector, hasTargetRefs }) =>
        namespace === service.namespace &&
        !hasTargetRefs &&
        selector !== null &&
        !hasNoLabels(selector) &&
        pods.some((pod) => selectorMatches(selector, pod.labels)),
    )
    .map(telemetryRef);
}

/** Whether it would be admitted, and whether it could be taken away again. */
async function askServer(
  hub: Hub,
  offer: TelemetryOffer & { readonly manifest: Manifest },
  target: TelemetryTarget,
): Promise<TelemetryOffer> {
  const { manifest, apiVersion } = offer;
  const { connection } = hub;
  const { namespace, name } = manifest.metadata;
  const address = telemetryAddress(apiVersion ?? "", namespace, name);
  try {
    await mustBeFree(() => getObject(connection, address), manifest);
    const { warnings } = await applyObject(connection, address, manifest, {
      dryRun: true,
    });
    const { allowed } = await canI(connection, {
      verb: "delete",
      group: address.group,
      resource: address.plural,
      namespace,
    });
    if (!allowed) return { ...offer, obstacle: "may-not-remove" };
    return { ...offer, warnings, planHash: hashOf(offer, target) };
  } catch (error) {
    if (!isKubernetesProblem(error)) throw error;
    return { ...offer, obstacle: "refused", refusal: error };
  }
}

/** Server-side apply would merge into an object that the watch has not shown yet. */
async function mustBeFree(
  get: () => Promise<unknown>,
  { metadata }: Manifest,
): Promise<void> {
  try {
    await get();
  } catch (error) {
    if (isKubernetesProblem(error) && error.code === "not-found") return;
    throw error;
  }
  throw new AttributionProblem(
    "conflict",
    `A Telemetry ${metadata.namespace}/${metadata.name} is there already.`,
    "Look at it, and ask again in a moment.",
  );
}

function hashOf(
  { manifest, apiVersion, replacedProviders }: TelemetryOffer,
  { durationSeconds }: TelemetryTarget,
): string {
  const looked = {
    apiVersion,
    name: manifest?.metadata.name,
    namespace: manifest?.metadata.namespace,
    spec: manifest?.spec,
    replacedProviders,
    durationSeconds,
  };
  return createHash("sha256").update(JSON.stringify(looked)).digest("hex");
}

function isFirst<T>(item: T, at: number, all: readonly T[]): boolean {
  return all.indexOf(item) === at;
}
