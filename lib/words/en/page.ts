/** What surrounds the matrix: header, progress, states of the page. */
export const pageWords = {
  skipToMatrix: "Skip to the matrix",
  language: "Language",
  preferences: "Language and theme",
  theme: {
    label: "Theme",
    system: "System",
    light: "Light",
    dark: "Dark",
  },
  health: {
    label: "Sources",
    kubernetes: {
      starting: "Kubernetes starting",
      live: "Kubernetes live",
      degraded: "Kubernetes incomplete",
      stale: "Kubernetes stale",
      down: "Kubernetes unreachable",
    },
    prometheus: {
      starting: "Prometheus starting",
      live: (age: string) => `Prometheus ${age}`,
      degraded: (age: string) => `Prometheus incomplete · ${age}`,
      stale: (age: string) => `Prometheus stale · ${age}`,
      down: "Prometheus unreachable",
      unread: "Prometheus not read",
    },
    pods: (reporting: string, proxied: string) =>
      `${reporting} of ${proxied} pods report`,
    connecting: "Connecting",
    live: "Live",
    polling: "Polling",
    liveHint: "Changes in the cluster show here at once.",
    pollingHint: "The live stream is cut. The page asks every few seconds.",
  },
  progress: {
    label: "Progress",
    of: (locked: string, total: string) => `${locked} of ${total}`,
    servicesLocked: "services locked",
    LOCKED: "locked",
    READY: "ready to lock",
    READY_WITH_WARNINGS: "ready, with warnings",
    BLOCKED: "blocked",
    UNKNOWN: "unknown",
    show: (count: string, what: string) => `Show only: ${count} ${what}`,
    requests: "of requests are mutual TLS",
    connections: "of TCP connections",
    plaintext: (count: string) => `${count} in plaintext`,
    ofTotal: (total: string) => `of ${total}`,
    noStatement: (count: string) => `${count} without a statement`,
    noTraffic: "No traffic was seen in this window",
    unknownTraffic: "Traffic is unknown",
  },
  sources: {
    summary: (count: number) =>
      count === 1
        ? "1 source is not read completely"
        : `${count} sources are not read completely`,
    warned: (count: number) =>
      count === 1
        ? "1 source has a warning"
        : `${count} sources have a warning`,
    warnedDetail: "They are read all the same; the details say how.",
    consequence: "What could not be read is shown as unknown, never as safe.",
    details: "Details",
    noTraffic: "Traffic is unknown: Prometheus gives no figures",
    noTrafficDetail:
      "Nothing is shown as mutual TLS, and no service is called ready, until figures arrive.",
    wholeCluster: "whole cluster",
    since: (when: string) => `since ${when}`,
  },
  stale: {
    title: "Lockstep does not answer",
    detail: (when: string) => `What you see is from ${when}. Trying again.`,
  },
  starting: {
    title: "Reading the mesh",
    progress: (read: string, total: string) =>
      `${read} of ${total} kinds of objects were read.`,
    waiting: (names: string, more: string | null) =>
      more === null
        ? `Waiting for ${names}.`
        : `Waiting for ${names} and ${more} more.`,
    detail:
      "Services, policies and pods are listed once; then only changes travel.",
  },
  noIstio: {
    title: "No Istio in this cluster",
    detail:
      "Neither Istio's resource definitions nor its mesh configuration were found, so there is no policy to read.",
    remedy:
      "Choose a context in which Istio is installed, and start Lockstep again.",
  },
  empty: {
    title: "No services in this mesh",
    detail:
      "No service was found in the namespaces that may be read. The page fills by itself as soon as there is one.",
  },
  /** What has to be read before anything can be judged, and cannot be. */
  unreadable: {
    forbidden: (what: string) => `Lockstep may not read ${what}`,
    other: (what: string) => `${what} cannot be read`,
    consequence:
      "Without them there is nothing to judge. Lockstep goes on trying, and the page opens by itself.",
    check: "Check what it may read:",
  },
  failed: {
    title: "The page could not be drawn",
    detail: "Nothing was changed in the cluster. The rest of Lockstep goes on.",
  },
  notFound: {
    title: "There is no such page",
    detail: "The address may be from another version.",
    home: "To the matrix",
  },
  unreachable: {
    title: "Lockstep does not answer",
    detail:
      "The server may be stopped, or the network is cut. The page keeps trying.",
  },
  malformed: {
    title: "An answer that is not Lockstep's",
    detail: (status: number) =>
      `Something between here and the server answered with HTTP ${status}. A proxy or a sign-in page may be in the way.`,
  },
};

export type PageWords = typeof pageWords;
