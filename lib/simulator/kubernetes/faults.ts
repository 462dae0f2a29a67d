/** A rule that refuses what a user would otherwise be allowed; a missing field matches all. */
export interface ForbiddenAccess {
  /** `pods` is its logs too; `pods/log` only these. */
  resource?: string;
  verb?: string;
  namespace?: string;
}

/** What can go wrong with the simulated API server, switchable while it runs. */
export class KubernetesFaults {
  /** Watches stay open but carry neither events nor bookmarks. */
  silenceWatches = false;
  /**
   * The next watch that names a resourceVersion is told 410 Expired; then it is false again. True
   * and "event" say so inside the stream, "status" as the HTTP answer: servers do both.
   */
  gone: boolean | "event" | "status" = false;
  forbid: ForbiddenAccess[] = [];
  /** Everything answers 503. */
  unavailable = false;
  /** Added before every answer, in milliseconds of real time. */
  delayMs = 0;
  private readonly openWatches = new Set<() => void>();

  /** What the opening watch must be told, and clears the fault when the watch is one it hits. */
  takeGone(namesRevision: boolean): false | "event" | "status" {
    if (this.gone === false || !namesRevision) {
      return false;
    }
    const how = this.gone === true ? "event" : this.gone;
    this.gone = false;
    return how;
  }

  /** Cuts the connection of every open watch without a word, as a dying load balancer does. */
  dropWatches(): void {
    for (const drop of [...this.openWatches]) {
      drop();
    }
  }

  /** Registers an open watch; the answer takes it out again. */
  watching(drop: () => void): () => void {
    this.openWatches.add(drop);
    return () => this.openWatches.delete(drop);
  }
}
