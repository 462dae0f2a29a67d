/**
 * What was counted within a window, and when: one question for counts, one for times, however large the
 * mesh is. What a counter's series counts for within a window W, per series and before any sum:
 *
 * - It was there before the window: `increase`, which bridges restarts of the proxy.
 * - It was born within the window: its first call is already in its first sample, so `increase`
 *   of a caller that called once is 0 (semantics D3). It counts at its absolute value. A proxy
 *   that restarted too makes the sum of all its peaks the truth, of which only the highest is at
 *   hand: plaintext takes it once per life, an upper bound, mutual TLS takes it once, a lower one.
 *
 * "Was there" asks the ten minutes before the window, so a scrape gap at its start over-reports.
 */
import {
  ALL_SERIES,
  anyCopy,
  CLOSED,
  CONNECTIONS,
  DENIED,
  EDGE_LABELS,
  FAILED,
  inRow,
  inUnit,
  MUTUAL,
  NOT_MUTUAL,
  newestOf,
  type Only,
  RECEIVED_BYTES,
  REQUESTS,
  reachOf,
  received,
  type Scope,
  SENT_BYTES,
  selector,
  sumByEdge,
  unlessRefused,
  windowSlack,
} from "./promql-series";
import { either, matcher } from "./promql-text";
import { maskStepS, stepMask } from "./step-mask";

/**
 * Requests and connections by edge and unit within the window. Zero rows are left out, NaN stays.
 * Rows "refused": calls that no receiver let in (`refusedOf`).
 * @param windowS whole seconds
 */
export function edgeCounts(windowS: number, scope: Scope = ALL_SERIES): string {
  const { only } = scope;
  const window = `${windowS}s`;
  const count = (those: string, upperBound: boolean) =>
    sumByEdge(counted(those, window, upperBound, scope), scope);
  const sum = (metric: string, ...matchers: Only) =>
    count(received(metric, ...matchers, ...only), true);
  const ofMutual = (metric: string) =>
    count(received(metric, MUTUAL, ...only), false);
  const accepted = unlessRefused({
    opened: sum(CONNECTIONS, NOT_MUTUAL),
    // Not the upper bound, which would take away from what was let in.
    denied: count(received(FAILED, NOT_MUTUAL, DENIED, ...only), false),
    bytes: [sum(RECEIVED_BYTES, NOT_MUTUAL), sum(SENT_BYTES, NOT_MUTUAL)],
    slack: windowSlack(windowS),
  });
  return either(
    inUnit("requests", ofMutual(REQUESTS)),
    inUnit("requests", sum(REQUESTS, NOT_MUTUAL)),
    inUnit("connections", ofMutual(CONNECTIONS)),
    inUnit("connections", accepted),
    inUnit("connections", openSinceBefore(window, scope)),
    ...refusedOf(only).map(({ unit, those }) =>
      inRow("refused", inUnit(unit, count(those, true))),
    ),
  );
}

/**
 * In which steps anything but mutual TLS grew, by edge and unit: rows "active", step masks. Rows
 * "active-now": it grew within the last step's length up to now. With "refused-" before: of the
 * refusals. A call lies in the step that holds it, or at most one scrape before that.
 * @param windowS whole seconds
 */
export function plaintextActivity(
  windowS: number,
  { only }: Scope = ALL_SERIES,
): string {
  const stepS = maskStepS(windowS);
  const those = (metric: string) => received(metric, NOT_MUTUAL, ...only);
  const accepted = either(
    inUnit("requests", groupByEdge(grew(those(REQUESTS), stepS))),
    inUnit(
      "connections",
      groupByEdge(
        either(
          grew(those(CONNECTIONS), stepS),
          grew(those(RECEIVED_BYTES), stepS),
        ),
      ),
    ),
  );
  const refused = either(
    ...refusedOf(only).map(({ unit, those }) =>
      inUnit(unit, groupByEdge(grew(those, stepS))),
    ),
  );
  // The newest stretch is shorter than a step, and in none of a subquery's.
  return either(
    inRow("active", stepMask(accepted, windowS)),
    inRow("active-now", accepted),
    inRow("refused-active", stepMask(refused, windowS)),
    inRow("refused-active-now", refused),
  );
}

/**
 * Calls that failed before a receiver's filters, which STRICT sidecars leave no other trace of (semantics
 * D2): clients saw the connection closed or not opened (UC, UF), ztunnel refused it (DENY).
 */
function refusedOf(only: Only) {
  const seenByClient = [
    matcher("reporter", "=", "source"),
    matcher("response_flags", "=~", "(.*,)?(UC|UF)(,.*)?"),
    ...only,
  ];
  return [
    { unit: "requests", those: selector(REQUESTS, seenByClient) },
    { unit: "connections", those: selector(CLOSED, seenByClient) },
    {
      unit: "connections",
      those: received(FAILED, NOT_MUTUAL, DENIED, ...only),
    },
  ] as const;
}

function counted(
  those: string,
  window: string,
  upperBound: boolean,
  scope: Scope,
): string {
  const peak = `max_over_time(${those}[${window}])`;
  const lives = `(1 + resets(${those}[${window}]))`;
  const ifBorn = upperBound ? `${peak} * ${lives}` : peak;
  const existed = `max_over_time(${those}[10m] offset ${window})`;
  return either(
    `${ifBorn} unless ${anyCopy(scope)} ${existed}`,
    `increase(${those}[${window}])`,
  );
}

/**
 * A connection opened before the window shows in its bytes only (semantics D2): it counts as one.
 * Stands behind the opened connections, whose groups win.
 */
function openSinceBefore(window: string, scope: Scope): string {
  const bytes = received(RECEIVED_BYTES, NOT_MUTUAL, ...scope.only);
  return `clamp_max(${sumByEdge(`increase(${bytes}[${window}])`, scope)}, 1)`;
}

/**
 * Series whose newest sample is not what it was one step ago: grown, restarted or born. Gaps longer
 * than the reach look like a birth, so they err towards now.
 */
function grew(those: string, stepS: number): string {
  const newest = newestOf(those, stepS);
  const oneStepAgo = `last_over_time(${those}[${reachOf(stepS)}] offset ${stepS}s)`;
  return `(${newest} > 0) unless (${newest} == ${oneStepAgo})`;
}

function groupByEdge(vector: string): string {
  return `group by (${EDGE_LABELS.join(", ")}) (${vector})`;
}
