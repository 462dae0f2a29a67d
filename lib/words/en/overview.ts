import { overviewReasonWords } from "./overview-reasons";

/** The overview: how far the work is, what is next, what stands in the way, what happened. */
export const overviewWords = {
  title: "Overview",
  matrix: "Matrix",
  views: "Views",
  skip: "Skip to the overview",
  loading: {
    title: "Adding up the mesh",
    detail: "Verdicts of all services are counted.",
  },
  window: "Time window",
  progress: "Progress",
  show: (count: string, what: string) => `${count} ${what}, in the matrix`,
  share: {
    requests: "of requests are mutual TLS",
    connections: "of TCP connections",
    missing: (count: string, total: string) => `${count} of ${total} are not`,
    nothingMissing: (total: string) => `all of ${total}`,
    plaintext: (count: string) => `${count} plaintext`,
    noStatement: (count: string) => `${count} without a statement`,
    noRequests: "No requests were seen",
    noConnections: "No TCP connections were seen",
    unknown: "Traffic is unknown",
    unknownDetail: "Prometheus gives no figures, so no share can be told.",
  },
  trend: {
    title: (window: string) => `All traffic of the last ${window}`,
    hint: "What the proxies of the mesh received. Steps in which no proxy was scraped stay empty.",
    patience: "Reading all traffic of a large mesh can take half a minute.",
    unknown: "The course of the traffic is not known.",
    picture: {
      requests: (window: string) =>
        `Requests to the whole mesh over the last ${window}.`,
      connections: (window: string) =>
        `Connections to the whole mesh over the last ${window}.`,
    },
    proxies: (least: string, most: string) =>
      `${least} to ${most} proxies were scraped per step: where they were fewer, calls are missing.`,
    quiet: {
      requests: "No requests were counted.",
      connections: "No TCP connections were counted.",
    },
  },
  work: {
    title: "Work list",
    next: "Lock these next",
    READY: "ready",
    READY_WITH_WARNINGS: "with warnings",
    BLOCKED: "Blocked",
    UNKNOWN: "Unknown",
    LOCKED: "Locked",
    none: "none",
    all: (count: string) => `All ${count} in the matrix`,
    allOf: (count: string, group: string) =>
      `All ${count} services of “${group}” in the matrix`,
    finished: "Every service is locked.",
    nobody: "No service was found.",
  },
  namespaces: {
    title: "Namespaces",
    shown: (shown: string, total: string) => `${shown} of ${total}`,
    more: (count: string) => `Show ${count} more`,
    all: (total: string) => `All ${total} in the matrix`,
    namespace: "namespace",
    locked: "locked",
    ready: "ready",
    blocked: "blocked",
    unknown: "unknown",
    mostly: "mostly because",
    allLocked: "all locked",
  },
  blockers: {
    title: "What stands in the way",
    kinds: {
      callers: "Callers",
      objects: "Objects",
      reasons: "Reasons",
    },
    unnamed: "callers without a name",
    services: (count: string) =>
      count === "1" ? "1 service" : `${count} services`,
    alone: (count: string) => `only obstacle for ${count}`,
    aloneHint:
      "Only obstacle: nothing else stands in their way. Without it they would be ready, warnings aside.",
    none: {
      callers: "No caller in plaintext stands in the way.",
      objects: "No policy or rule stands in the way.",
      reasons: "Nothing stands in the way.",
    },
    noneKnown: {
      callers:
        "No caller in plaintext is known to stand in the way; services without a verdict may have some.",
      objects:
        "No policy or rule is known to stand in the way; services without a verdict may have some.",
      reasons:
        "Nothing is known to stand in the way; services without a verdict may have something.",
    },
    notKnown: "Without traffic figures nobody can tell who calls in plaintext.",
    more: (rest: string) => `and ${rest} more`,
  },
  changes: {
    title: "Recent changes",
    since: (when: string) => `Noticed since ${when}, when Lockstep started.`,
    sinceHint:
      "Of the week before, only what was created. Verdicts are compared while somebody looks at this window.",
    none: (when: string) =>
      `Nothing changed since ${when}, when Lockstep started.`,
    created: "created",
    changed: "changed",
    deleted: "deleted",
    many: (count: string) => `${count} services`,
    more: (count: string) => `Show ${count} older`,
    fewer: "Show fewer",
    to: "to",
  },
  reasons: overviewReasonWords,
};

export type OverviewWords = typeof overviewWords;
