import type { Caller } from "@/lib/mesh/traffic/caller";
import { clientPods } from "./client-pods";
import {
  type Reason,
  type ReasonCode,
  type ReasonLevel,
  reason,
  someOf,
} from "./reason";
import type { ServiceFacts } from "./service-facts";

/** What plaintext within the window means for a lock (E01), by the team's criteria. */
export interface PlaintextReasons {
  readonly blocks: readonly Reason[];
  readonly warnings: readonly Reason[];
}

export function plaintextReasons(facts: ServiceFacts): PlaintextReasons {
  const senders = facts.callers.filter(sentPlaintext).map((caller) => ({
    caller,
    agoS: endedAgoS(facts, caller),
  }));
  const { quietPeriodS, maxPlaintext } = facts.criteria;
  const isQuiet = ({ agoS }: Sender) =>
    quietPeriodS !== null && agoS !== null && agoS >= quietPeriodS;
  const quiet = senders.filter(isQuiet);
  const others = senders.filter((sender) => !isQuiet(sender));
  const warnings = [
    ...about("plaintext-quiet", "warn", quiet),
    ...oneWayTls(facts),
  ];
  const isTolerated =
    total(others, "requests") <= maxPlaintext &&
    total(others, "connections") <= maxPlaintext;
  if (isTolerated) {
    return {
      blocks: [],
      warnings: [
        ...about("plaintext-tolerated", "warn", others, { maxPlaintext }),
        ...warnings,
      ],
    };
  }
  const stopped = others.filter((sender) => hasStopped(facts, sender));
  return {
    blocks: [
      ...about(
        "plaintext-seen",
        "block",
        others.filter((sender) => !stopped.includes(sender)),
      ),
      ...about("plaintext-stopped", "block", stopped),
    ],
    warnings,
  };
}

interface Sender {
  readonly caller: Caller;
  /** Seconds from its last plaintext to the reading; null = not known of all of it. */
  readonly agoS: number | null;
}

function sentPlaintext({ requests, connections }: Caller): boolean {
  return requests.plaintext + connections.plaintext > 0;
}

function endedAgoS(
  { reading, reaching }: ServiceFacts,
  caller: Caller,
): number | null {
  if (reading === null) return null;
  const lastS = lastPlaintextIn(reaching).get(keyOf(caller));
  if (lastS === undefined || lastS === null) return null;
  const agoS = reading.evaluatedAtS - lastS;
  return Number.isFinite(agoS) ? Math.max(0, agoS) : null;
}

/** By caller, made once: whoever may expose metrics can name thousands of callers, and each is asked about. */
const known = new WeakMap<
  ServiceFacts["reaching"],
  ReadonlyMap<string, number | null>
>();

/** The time of one edge that is not known could be now, so that it makes the whole unknown. */
function lastPlaintextIn(reaching: ServiceFacts["reaching"]) {
  const made = known.get(reaching);
  if (made !== undefined) return made;
  const last = new Map<string, number | null>();
  for (const { security, source, lastSeenS } of reaching) {
    if (security !== "plaintext") continue;
    const key = keyOf(source);
    const before = last.get(key);
    const isUnknown = lastSeenS === null || before === null;
    last.set(key, isUnknown ? null : Math.max(before ?? lastSeenS, lastSeenS));
  }
  known.set(reaching, last);
  return last;
}

/** Those without a name are told apart by their identity. */
function keyOf({
  namespace,
  workload,
  principal,
}: Pick<Caller, "namespace" | "workload" | "principal">): string {
  return JSON.stringify([
    namespace,
    workload,
    workload === null ? principal : null,
  ]);
}

/**
 * Meshed clients that are told mutual TLS by now, and sent nothing else for longer than telemetry needs
 * to show it: a last-seen time is exact to a sixtieth of the window and one scrape.
 */
function hasStopped(
  { index, clientTls, reading }: ServiceFacts,
  { caller: { namespace, workload }, agoS }: Sender,
): boolean {
  if (reading === null || agoS === null) return false;
  if (namespace === null || workload === null) return false;
  const told = clientTls.find((client) => client.namespace === namespace);
  return (
    told?.sends === "mutual_tls" &&
    clientPods(index, namespace, workload)?.isMeshed === true &&
    agoS >= Math.max(LEAST_SETTLED_S, reading.windowS / 30)
  );
}

const LEAST_SETTLED_S = 120;

function about(
  code: ReasonCode,
  level: ReasonLevel,
  senders: readonly Sender[],
  more: Reason["params"] = {},
): Reason[] {
  if (senders.length === 0) return [];
  const named = senders.filter(({ caller }) => caller.workload !== null);
  const times = senders.map(({ agoS }) => agoS);
  const known = times.filter((agoS) => agoS !== null);
  return [
    reason(code, level, {
      requests: total(senders, "requests"),
      connections: total(senders, "connections"),
      callers: senders.length,
      named: someOf(
        named,
        ({ caller }) => `${caller.namespace}/${caller.workload}`,
      ),
      unnamed: senders.length - named.length,
      ...(known.length === times.length
        ? { agoS: Math.floor(known.reduce((a, b) => Math.min(a, b))) }
        : {}),
      ...more,
    }),
  ];
}

/** However little was seen, something was. */
function total(
  senders: readonly Sender[],
  unit: "requests" | "connections",
): number {
  const sum = senders.reduce(
    (all, { caller }) => all + caller[unit].plaintext,
    0,
  );
  return Math.max(0, Math.ceil(sum - 1e-6));
}

/** E20: telemetry calls TLS of the application's own plaintext, too; which it was cannot be told. */
function oneWayTls({ service, callers }: ServiceFacts): Reason[] {
  if (!callers.some(({ connections }) => connections.plaintext > 0)) return [];
  const ports = service.ports.filter(
    ({ protocol, appProtocol }) =>
      protocol === "TCP" && !HTTP_PROTOCOLS.has(appProtocol),
  );
  return ports.length === 0
    ? []
    : [
        reason("one-way-tls-possible", "warn", {
          ports: ports.map(({ port }) => port).join(", "),
        }),
      ];
}

const HTTP_PROTOCOLS = new Set(["http", "http2", "grpc", "grpc-web"]);
