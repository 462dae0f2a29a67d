/** The course of a single service's traffic, all of it or one caller's. */
import type { TrafficCaller } from "@/lib/mesh/traffic/caller";
import {
  CONNECTIONS,
  DENIED,
  FAILED,
  inRow,
  inUnit,
  justBefore,
  NOT_MUTUAL,
  newestOf,
  type Only,
  proxies,
  RECEIVED_BYTES,
  REQUESTS,
  received,
  type Scope,
  SENT_BYTES,
  STEP_SLACK,
  sumBy,
  sumByEdge,
  TELLER_LABELS,
  unlessRefused,
} from "./promql-series";
import { either, literal, matcher } from "./promql-text";

/** Whose traffic a trend shows. Pods behind one service live in one namespace. */
export interface TrendDestination {
  readonly namespace: string;
  /** Names of the workloads; at least one. */
  readonly workloads: readonly string[];
  /** null = everybody */
  readonly caller: TrafficCaller | null;
}

/** Length of a trend's steps, in seconds: a sixtieth of the window, but not under 15 s. */
export function trendStepS(windowS: number): number {
  return Math.max(15, Math.ceil(windowS / 60));
}

/**
 * What each step of a range query added, by unit and TELLER_LABELS, for not everybody is believed. By plain
 * difference, since `increase` finds nothing where a step holds fewer than two scrapes:
 *
 * - Rows "grown": series known before the step; one that fell was restarted and counts at its new
 *   value. What it counted between its last scrape and the restart is lost, and so is a restart
 *   that is back at exactly the same value.
 * - Rows "born": series not known in the ten minutes before the step, at their absolute value.
 * - Row "before": proxies known before the step. Without them Prometheus itself was away, and what
 *   looks born may be old.
 * - Rows "seen", by TELLER_LABELS: series with a sample at hand, whether they grew or not. Absent = nothing is known.
 *
 * A look over two minutes bridges failed scrapes, so only longer gaps show as such.
 * @param stepS whole seconds, also the step of the range query
 * @param only further matchers on every series
 */
export function trafficTrend(
  { namespace, workloads, caller }: TrendDestination,
  stepS: number,
  only: Only = [],
): string {
  const to = [
    matcher("destination_workload_namespace", "=", namespace),
    matcher("destination_workload", "=~", workloads.map(literal).join("|")),
    ...only,
  ];
  // Of one service it costs little to count copies once, and nobody has to be asked whether there are any.
  const scope: Scope = { only, hasCopies: true };
  const from = caller === null ? to : [...to, ...callerMatchers(caller)];
  const requests = looks(received(REQUESTS, ...from), stepS);
  const opened = looks(received(CONNECTIONS, ...from), stepS);
  const bytes = looks(received(RECEIVED_BYTES, NOT_MUTUAL, ...from), stepS);
  const sent = looks(received(SENT_BYTES, NOT_MUTUAL, ...from), stepS);
  const denied = looks(received(FAILED, NOT_MUTUAL, DENIED, ...from), stepS);
  // As in the counts: a connection that was open already shows in its bytes only, and counts as one.
  const connections = (kind: "grown" | "born") =>
    either(
      unlessRefused({
        opened: sumByEdge(opened[kind], scope),
        denied: sumByEdge(either(denied.grown, denied.born), scope),
        bytes: [sumByEdge(bytes.moved, scope), sumByEdge(sent.moved, scope)],
        slack: STEP_SLACK,
      }),
      `clamp_max(${sumByEdge(bytes[kind], scope)}, 1)`,
    );
  const byTeller = (vector: string) => sumBy(TELLER_LABELS, vector, scope);
  // A caller that was silent is no hole: whether anything is known is asked of all of them.
  const anybody = [REQUESTS, CONNECTIONS].map((metric) =>
    newestOf(received(metric, ...to), stepS),
  );
  return either(
    inRow("grown", inUnit("requests", byTeller(requests.grown))),
    inRow("born", inUnit("requests", byTeller(requests.born))),
    inRow("grown", inUnit("connections", byTeller(connections("grown")))),
    inRow("born", inUnit("connections", byTeller(connections("born")))),
    inRow(
      "seen",
      `count by (${TELLER_LABELS.join(", ")}) (${either(...anybody)})`,
    ),
    inRow("before", `count(${justBefore(proxies(only), stepS)})`),
  );
}

/** Istio writes "unknown" where it has no name; a label that is gone says as little. */
function callerMatchers({ namespace, workload }: TrafficCaller): Only {
  const is = (label: string, name: string | null) =>
    name === null
      ? matcher(label, "=~", "|unknown")
      : matcher(label, "=", name);
  return [
    is("source_workload_namespace", namespace),
    is("source_workload", workload),
  ];
}

/** Three looks at the same series around one step. */
function looks(those: string, stepS: number) {
  const newest = newestOf(those, stepS);
  const before = justBefore(those, stepS);
  return {
    grown: either(`${newest} - ${before} >= 0`, `${newest} and ${before}`),
    born: `${newest} unless ${before}`,
    /** Either, by whatever is there now. */
    moved: `(${newest} > 0) unless (${newest} == ${before})`,
  };
}
