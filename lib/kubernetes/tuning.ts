/** Times and limits of the supervised list and watch. */
export interface Tuning {
  readonly pageSize: number;
  readonly requestTimeoutMs: number;
  /** Asked of the server as `timeoutSeconds`; it then ends the watch itself. */
  readonly watchTimeoutS: number;
  /**
   * No event and no bookmark for this long: the watch is ended and the list read again. That is how a dead connection
   * is found; but where nothing changes, a healthy server says nothing either.
   */
  readonly silentWatchMs: number;
  readonly forcedRelistMs: number;
  readonly backoffBaseMs: number;
  readonly backoffCapMs: number;
  /** After failing this long, a source that was read once counts as down. */
  readonly staleGraceMs: number;
  /** How often a kind that is not served is looked for again. */
  readonly absentRecheckMs: number;
  /** How often a refused list is tried again. */
  readonly forbiddenRecheckMs: number;
  /** Re-reading where list is allowed and watch is not, or too many watches are open. */
  readonly pollMs: number;
  /** Lists in flight at once. */
  readonly concurrentLists: number;
  /** Watches open at once; further namespaces are polled. */
  readonly watchBudget: number;
  readonly debounceMs: number;
}

export const DEFAULT_TUNING: Tuning = {
  pageSize: 500,
  requestTimeoutMs: 30_000,
  watchTimeoutS: 290,
  silentWatchMs: 90_000,
  forcedRelistMs: 30 * 60_000,
  backoffBaseMs: 500,
  backoffCapMs: 30_000,
  staleGraceMs: 120_000,
  absentRecheckMs: 30_000,
  forbiddenRecheckMs: 60_000,
  pollMs: 30_000,
  concurrentLists: 6,
  watchBudget: 400,
  debounceMs: 50,
};
