import type { AttributedCaller } from "@/lib/attribution/attributed-caller";
import type { Candidate } from "@/lib/attribution/candidates";
import type { WhoAnswer } from "@/lib/attribution/find-out-who";
import type { SourceReading } from "@/lib/attribution/read-log-source";
import { remedyFor, remedyForPlace } from "@/lib/attribution/remedy";
import type { SourceStatement } from "@/lib/mesh/source";
import type {
  AttributedCallerDto,
  AttributionDto,
  LogSourceDto,
} from "./attribution-contract";
import { toSource } from "./source-dto";

/** Lists are cut, and the rest counted: a scanner may knock from thousands of addresses. */
const MAX_CALLERS = 100;
const MAX_ADDRESSES = 20;
/** Workloads between which one address is not decided. */
const MAX_BETWEEN = 5;

/** @param context the kubeconfig's, for the commands; null = kubectl's own choice */
export function toAttribution(
  answer: WhoAnswer,
  sinceSeconds: number,
  statements: readonly SourceStatement[],
  context: string | null,
): AttributionDto {
  const { service, candidates, log } = answer;
  const { attribution } = log;
  const { unknownAddresses, ambiguous, claimedByHeader, withoutAddress } =
    attribution.notAttributed;
  return {
    namespace: service.namespace,
    service: service.name,
    sinceSeconds,
    readAt: new Date(answer.readAtMs).toISOString(),
    reasoning: {
      window: answer.window,
      telemetryRead: answer.telemetryRead,
      named: answer.named.map(({ namespace, workload, ...seen }) => ({
        namespace,
        workload: workload ?? "",
        ...seenPlaintext(seen),
      })),
      unnamed: answer.unnamed && seenPlaintext(answer.unnamed),
      told: candidates.told.map((one) => candidate(answer, one, context)),
      moreTold: candidates.moreTold,
      unmeshed: candidates.unmeshed.map((one) =>
        candidate(answer, one, context),
      ),
      moreUnmeshed: candidates.moreUnmeshed,
      networkPoliciesRead: false,
    },
    log: {
      verdict: log.verdict,
      sources: log.readings.map(logSource),
      podsLeftOut: log.podsLeftOut,
      podsWithoutZtunnel: log.podsWithoutZtunnel,
      podsWithoutProxy: log.podsWithoutProxy,
      callers: attribution.callers
        .slice(0, MAX_CALLERS)
        .map((one) => caller(answer, one, context)),
      moreCallers: Math.max(0, attribution.callers.length - MAX_CALLERS),
      notAttributed: {
        addresses: unknownAddresses
          .slice(0, MAX_ADDRESSES)
          .map(({ lastAtMs, ...address }) => ({
            ...address,
            lastAt: isoOf(lastAtMs),
          })),
        moreAddresses: Math.max(0, unknownAddresses.length - MAX_ADDRESSES),
        ambiguous: ambiguous
          .slice(0, MAX_ADDRESSES)
          .map(({ lastAtMs, between, ...address }) => ({
            ...address,
            between: between.slice(0, MAX_BETWEEN),
            moreBetween: Math.max(0, between.length - MAX_BETWEEN),
            lastAt: isoOf(lastAtMs),
          })),
        moreAmbiguous: Math.max(0, ambiguous.length - MAX_ADDRESSES),
        claimedByHeader,
        withoutAddress,
      },
      mutualTls: attribution.mutualTls,
      mutualTlsClaimed: attribution.mutualTlsClaimed,
      transportUnknown: attribution.transportUnknown,
    },
    unread: unread(statements),
  };
}

function seenPlaintext({
  requests,
  connections,
  lastPlaintextS,
}: Pick<
  WhoAnswer["named"][number],
  "requests" | "connections" | "lastPlaintextS"
>) {
  return {
    // Prometheus extrapolates; no call becomes none.
    requests: Math.ceil(requests.plaintext),
    connections: Math.ceil(connections.plaintext),
    lastAt: isoOf(lastPlaintextS === null ? null : lastPlaintextS * 1_000),
  };
}

function candidate(
  { index, near }: WhoAnswer,
  { workload, pods, reason }: Candidate,
  context: string | null,
) {
  const remedy = remedyFor(index, { workload, reason }, context, near);
  return { workload, pods, ...reason, remedy: copied(remedy) };
}

function caller(
  answer: WhoAnswer,
  { lastAtMs, reason, ...found }: AttributedCaller,
  context: string | null,
): AttributedCallerDto {
  return {
    who: found.who,
    pods: [...found.pods],
    morePods: found.morePods,
    addresses: found.addresses.slice(0, MAX_ADDRESSES),
    moreAddresses: Math.max(0, found.addresses.length - MAX_ADDRESSES),
    ports: [...found.ports],
    morePorts: found.morePorts,
    accepted: found.accepted,
    refused: found.refused,
    lastAt: isoOf(lastAtMs),
    ...why(answer, found.who, reason, context),
  };
}

function why(
  { index, near }: WhoAnswer,
  who: AttributedCaller["who"],
  reason: AttributedCaller["reason"],
  context: string | null,
): Pick<AttributedCallerDto, "cause" | "object" | "remedy"> {
  if (who.kind !== "workload") {
    if (reason !== null) {
      const probed = { workload: reason.object, reason };
      const remedy = remedyFor(index, probed, context, near);
      return { ...reason, remedy: copied(remedy) };
    }
    return {
      cause:
        who.kind === "node" && who.apiServer
          ? "node-with-api-server"
          : who.kind,
      object: who.kind === "load-balancer" ? who.service : null,
      remedy: copied(remedyForPlace(who, context)),
    };
  }
  const { workload } = who;
  if (reason === null) {
    return {
      cause: "gone",
      object: workload,
      remedy: { code: "look-at-caller", commands: [] },
    };
  }
  const remedy = remedyFor(index, { workload, reason }, context, near);
  return { ...reason, remedy: copied(remedy) };
}

function logSource(reading: SourceReading): LogSourceDto {
  const { source, logging, fromMs, toMs, calls: _, ...found } = reading;
  return {
    ...found,
    kind: source.kind,
    namespace: source.pod.namespace,
    pod: source.pod.name,
    container: source.container,
    about: source.about.map(({ name }) => name),
    from: isoOf(fromMs),
    to: isoOf(toMs),
    filter: logging?.filter ?? "none",
    decidedBy: logging?.decidedBy ?? null,
    since: isoOf(logging?.since ? Date.parse(logging.since) : null),
  };
}

/** Kinds whose absence leaves callers without a name or a reason. */
const NAMING = [
  "pods",
  "nodes",
  "namespaces",
  "destinationrules",
  "endpointslices",
  "telemetries",
  "mesh-config",
];

function unread(
  statements: readonly SourceStatement[],
): AttributionDto["unread"] {
  return statements
    .filter(
      ({ id, state }) =>
        state !== "live" &&
        NAMING.some((kind) => id.startsWith(`kubernetes/${kind}`)),
    )
    .map(toSource);
}

function copied({
  code,
  commands,
}: ReturnType<typeof remedyFor>): AttributedCallerDto["remedy"] {
  return { code, commands: [...commands] };
}

function isoOf(ms: number | null): string | null {
  return ms === null || Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
