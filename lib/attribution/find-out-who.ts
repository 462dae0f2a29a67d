/** Everything that can be said about who calls one service in plaintext: reasoned, and read from the logs. */
import type { CallOptions } from "@/lib/kubernetes/objects-api";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Labels, Service } from "@/lib/mesh/objects";
import type { Caller } from "@/lib/mesh/traffic/caller";
import { WINDOWS, type Window, windowSeconds } from "@/lib/mesh/window";
import type { Hub } from "@/lib/snapshot/hub";
import type { AddressBook } from "./address-book";
import { type Candidates, findCandidates } from "./candidates";
import { fewAtOnce } from "./few-at-once";
import { type LogFindings, readCallers } from "./read-callers";
import { unknownService } from "./telemetry-offer";

export interface WhoQuestion {
  readonly namespace: string;
  readonly service: string;
  readonly sinceSeconds: number;
}

export interface WhoAnswer {
  readonly service: Service;
  readonly index: MeshIndex;
  /** Labels of the service's namespace. */
  readonly near: Labels;
  /** The window whose telemetry was looked at. */
  readonly window: Window;
  readonly telemetryRead: boolean;
  /**
   * Callers that telemetry names, although they sent plaintext: hints (semantics D2). A ztunnel knows them by
   * their address, a sidecar by a header that anybody may send.
   */
  readonly named: readonly Caller[];
  /** Plaintext that telemetry counted without a name; null = no telemetry. */
  readonly unnamed: Caller | null;
  readonly candidates: Candidates;
  readonly log: LogFindings;
  readonly readAtMs: number;
}

/** Questions at once, whoever asks: each reads up to ten logs of some megabytes. */
const MAX_AT_ONCE = 2;
const inBounds = fewAtOnce(MAX_AT_ONCE);

/** Throws AttributionProblem "service-unknown" or "busy". What could not be read is part of the answer. */
export function findOutWho(
  hub: Hub,
  book: AddressBook,
  question: WhoQuestion,
  nowMs: number,
  options: CallOptions = {},
): Promise<WhoAnswer> {
  return inBounds(() => find(hub, book, question, nowMs, options));
}

async function find(
  hub: Hub,
  book: AddressBook,
  question: WhoQuestion,
  nowMs: number,
  options: CallOptions,
): Promise<WhoAnswer> {
  const { namespace, service: name, sinceSeconds } = question;
  const { index } = hub.meshReading();
  const service = index.services.get(`${namespace}/${name}`);
  if (!service) throw unknownService({ namespace, service: name });
  const window = windowFor(sinceSeconds);
  const { meshConfigKnown } = hub.reading();
  const [snapshot, candidates, log] = await Promise.all([
    hub.latestSnapshot(window),
    findCandidates(index, service),
    readCallers(
      hub.connection,
      { index, meshConfigKnown, book, service, sinceSeconds },
      options,
    ),
  ]);
  const row = snapshot.matrix.rows.find(
    (candidate) =>
      candidate.service.namespace === namespace &&
      candidate.service.name === name,
  );
  const plaintext = (row?.callers ?? []).filter(
    ({ requests, connections }) =>
      requests.plaintext + connections.plaintext > 0,
  );
  return {
    service,
    index,
    near: index.namespaces.get(namespace)?.labels ?? {},
    window,
    telemetryRead: snapshot.trafficAsOfS !== null,
    named: plaintext.filter(({ workload }) => workload !== null),
    unnamed: plaintext.find(({ workload }) => workload === null) ?? null,
    candidates,
    log,
    readAtMs: nowMs,
  };
}

/** The shortest of the usual windows that holds the time asked for. */
function windowFor(seconds: number): Window {
  return WINDOWS.find((window) => windowSeconds(window) >= seconds) ?? "30d";
}
