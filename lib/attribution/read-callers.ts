/** Reads the proxies' logs of one service and names who called in plaintext. */
import { setImmediate } from "node:timers/promises";
import type { KubernetesConnection } from "@/lib/kubernetes/connection";
import type { CallOptions } from "@/lib/kubernetes/objects-api";
import type { LogFormat } from "@/lib/mesh/access-log-settings";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { refKey, serviceRef } from "@/lib/mesh/object-ref";
import type { MeshConfig, Service } from "@/lib/mesh/objects";
import { accessLoggingOf } from "./access-logging";
import type { AddressBook } from "./address-book";
import { type Attribution, callAttributor } from "./attribute-calls";
import { clusterAddresses } from "./cluster-addresses";
import { inTurn } from "./in-turn";
import { type LogVerdict, logVerdict } from "./log-evidence";
import { logSources } from "./log-sources";
import { readLogSource, type SourceReading } from "./read-log-source";

export interface LogFindings {
  readonly verdict: LogVerdict;
  readonly readings: readonly SourceReading[];
  readonly podsLeftOut: number;
  readonly podsWithoutZtunnel: number;
  readonly podsWithoutProxy: number;
  readonly attribution: Attribution;
}

export interface LogQuestion {
  readonly index: MeshIndex;
  readonly meshConfigKnown: boolean;
  readonly book: AddressBook;
  readonly service: Service;
  readonly sinceSeconds: number;
}

/** Logs at once: each may be some megabytes of memory here, and a busy kubelet there. */
const AT_ONCE = 3;
/** Calls between two looks at everything else that waits. */
const SLICE_CALLS = 2_000;

export async function readCallers(
  connection: KubernetesConnection,
  question: LogQuestion,
  options: CallOptions = {},
): Promise<LogFindings> {
  const { index, meshConfigKnown, service, sinceSeconds } = question;
  const { sources, leftOut, withoutZtunnel, withoutProxy } = logSources(
    index,
    service,
  );
  const formats = formatsOf(index.meshConfig);
  const readings = await inTurn(sources, AT_ONCE, (source) =>
    readLogSource(
      connection,
      source,
      source.kind === "sidecar"
        ? accessLoggingOf(index.inventory, meshConfigKnown, source.pod)
        : null,
      { ...options, sinceSeconds, formats },
    ),
  );
  const attribution = await attributeAll(readings, question);
  const missed = { leftOut, withoutZtunnel, withoutProxy };
  return {
    verdict: logVerdict(missed, readings, attribution),
    readings,
    podsLeftOut: leftOut,
    podsWithoutZtunnel: withoutZtunnel,
    podsWithoutProxy: withoutProxy,
    attribution,
  };
}

async function attributeAll(
  readings: readonly SourceReading[],
  { index, book, service }: LogQuestion,
): Promise<Attribution> {
  const attributor = callAttributor(
    index,
    clusterAddresses(index.inventory, book),
    servicesBehind(index, service),
  );
  let count = 0;
  for (const { calls } of readings) {
    for (const call of calls) {
      attributor.add(call);
      count += 1;
      if (count % SLICE_CALLS === 0) await setImmediate();
    }
  }
  return attributor.attribution();
}

function formatsOf({ accessLog }: MeshConfig): LogFormat[] {
  if (!accessLog) return [];
  return [
    accessLog.format,
    ...accessLog.fileProviders.map(({ format }) => format),
  ];
}

/** A caller may have come through any service that shares the pods; the one that was asked about goes first. */
function servicesBehind(index: MeshIndex, service: Service): Service[] {
  const shared = index.podsOf(service).flatMap((pod) => index.servicesOf(pod));
  const all = [service, ...shared];
  return [
    ...new Map(all.map((one) => [refKey(serviceRef(one)), one])).values(),
  ];
}
