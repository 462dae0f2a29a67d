type Unit = "requests" | "connections";

/** The course of one service's traffic, in its panel. */
export const serviceWords = {
  title: (window: string) => `Traffic of the last ${window}`,
  hint: "Every call to its workloads, also through other services",
  caption: {
    requests: (step: string) => `Requests, one bar per ${step}`,
    connections: (step: string) => `Connections, one bar per ${step}`,
  } satisfies Record<Unit, (step: string) => string>,
  figures: {
    mutualTls: "mutual TLS",
    plaintext: "plaintext",
    noStatement: "no statement",
    unknown: "no figures",
  },
  strip: "plaintext",
  /** Before the facts, for who cannot see the chart. */
  picture: {
    requests: (service: string, window: string) =>
      `Requests to ${service} over the last ${window}.`,
    connections: (service: string, window: string) =>
      `Connections to ${service} over the last ${window}.`,
  } satisfies Record<Unit, (service: string, window: string) => string>,
  plaintext: (found: string, of: string, last: string) =>
    `Plaintext in ${found} of ${of} steps, last ${last}.`,
  /** Without plaintext: `of` steps have figures. */
  noPlaintext: (of: string) =>
    of === "1"
      ? "No plaintext in the one step with figures."
      : `No plaintext in ${of} steps with figures.`,
  noStatement: (found: string) =>
    found === "1"
      ? "1 step with calls without a statement."
      : `${found} steps with calls without a statement.`,
  unknown: (found: string) =>
    found === "1"
      ? "1 step without figures."
      : `${found} steps without figures.`,
  times: {
    requests: "When plaintext requests came",
    connections: "When plaintext connections came",
    from: "From",
    to: "To",
    count: "Plaintext",
  },
  loading: "Reading Prometheus…",
  nothing:
    "Prometheus counted no calls in this window. It cannot tell whether nobody called or nobody counted.",
  nobodyCounted: "No call was counted in this window; every proxy reported.",
  /** `known` steps with figures, none of them a call. */
  noCalls: (known: string, unknown: string) =>
    unknown === "0"
      ? `No calls in any of ${known} steps.`
      : `No calls in ${known} steps with figures; ${unknown} have none.`,
  noWorkloads:
    "No pods stand behind this service, so nothing counts its calls.",
  doubts: "Prometheus doubts this answer:",
  notRenewed: (when: string) => `The figures below end at ${when}.`,
  trendOf: { label: "Calls of", everybody: "everybody" },
  page: {
    skip: "Skip to the service",
    back: "Back to the matrix",
    open: "Open page",
    openFor: (service: string) => `Open the page of ${service}`,
    details: "Callers, traffic and policies",
    verdict: "Verdict",
    alsoBlocking: "What else blocks it",
    warnings: "Warnings",
    moreReasons: "Also worth knowing",
    ports: {
      title: "Port by port",
      hint: "The ports differ. Telemetry names no port, so what was seen counts at every open one.",
    },
    actions: "Next steps",
    loadingWindow: (window: string) =>
      `Loading ${window}; what stands here is of another window.`,
    unknown: {
      title: (service: string) => `No service ${service}`,
      detail:
        "It is not in this mesh now. It may have been renamed or removed.",
      unread:
        "It may exist all the same: not everything could be read from the cluster.",
    },
  },
  coverage: {
    title: "Evidence",
    state: {
      complete: "Complete",
      partial: "Incomplete",
      none: "No evidence",
      no_pods: "No pods",
      no_proxy: "Nothing counts",
    },
    /** What the state means for who reads the figures. */
    sentence: {
      complete: (window: string) =>
        `Every proxy of this service reported for the last ${window}. Calls that go past a proxy are counted by nobody.`,
      partial: (window: string) =>
        `Not every call of the last ${window} was counted: callers may be missing here.`,
      none: (window: string) =>
        `Nothing was counted in the last ${window}. That does not mean that nobody called.`,
      no_pods: () =>
        "No pod of this cluster stands behind the service, so nothing counts its calls here.",
      no_proxy: () =>
        "None of its pods has a proxy, so nobody counts who calls them.",
    },
    badge: (reporting: string, proxied: string) =>
      `${reporting} of ${proxied} ${proxied === "1" ? "pod reports" : "pods report"}`,
    missing: "What is missing",
    facts: {
      reporting: "Report",
      reportingOf: (reporting: string, proxied: string) =>
        `${reporting} of ${proxied} with a proxy`,
      pods: "Pods in all",
      withoutProxy: (count: string) => `${count} without a proxy`,
      window: "Window",
      asOf: "As of",
      firstPlaintext: "First in this window",
      lastPlaintext: "Last plaintext",
      never: "none in this window",
      neverKnown: "none counted",
    },
  },
  callers: {
    title: "Callers",
    hint: "Requests and connections are counted apart and never added.",
    caller: "caller",
    identity: "identity",
    noIdentity: "no identity",
    unit: { requests: "requests", connections: "connections" } satisfies Record<
      Unit,
      string
    >,
    unitHead: "counted in",
    mutualTls: "mutual TLS",
    plaintext: "plaintext",
    noStatement: "no statement",
    last: "last plaintext",
    never: "never",
    whyHead: "why plaintext, and what to do",
    all: (count: string) => `Show all ${count} callers`,
    fewer: "Show fewer",
    refusedNow: "refused now",
    refusedIfLocked: "refused if locked",
    refusedIfItGoesOn: "refused if it goes on",
    why: {
      "no-name": {
        title: "Telemetry has no name for it.",
        remedy:
          "It has no proxy, or one that sends plaintext. The access log knows its address.",
      },
      rule: {
        title: (namespace: string, rule: string) =>
          `DestinationRule ${rule} tells clients in ${namespace} not to use mutual TLS.`,
        remedy: "Set its tls mode to ISTIO_MUTUAL, or remove its tls block.",
      },
      "auto-mtls-off": {
        title: (namespace: string) =>
          `Automatic mutual TLS is off, and no rule turns it on for clients in ${namespace}.`,
        remedy: "Apply the DestinationRule that “Use mutual TLS” previews.",
      },
      inferred: {
        title: (namespace: string) =>
          `Clients in ${namespace} are not told mutual TLS for all of its pods.`,
        remedy:
          "“Why” below says which pods they take for pods without a proxy.",
      },
      "told-mutual-tls": {
        title: (namespace: string) =>
          `Sidecars in ${namespace} are told to use mutual TLS now.`,
        remedy:
          "These calls are from before, or came from a pod without a proxy, or went to a pod's own address. A window that starts after the change shows which.",
      },
      unexplained: {
        title: "Nothing that was read explains it.",
        remedy: "Look whether its pods have a proxy.",
      },
    },
  },
  refused: {
    title: "Still knocking",
    hint: "They sent plaintext within the window; this service now refuses it.",
  },
  /** Its own workloads that no proxy stands before. */
  withoutProxy: {
    title: "Give them a proxy",
    pods: (count: string) =>
      count === "1" ? "1 pod without a proxy" : `${count} pods without a proxy`,
    more: (count: string) =>
      count === "1"
        ? "1 more workload has pods without a proxy."
        : `${count} more workloads have pods without a proxy.`,
  },
  /** Calls that did not get in, by the callers' own proxies and ztunnel. */
  turnedAway: {
    title: "Turned away",
    hint: "Counted by the callers' proxies and ztunnel. Callers without a proxy are only in the logs.",
    certainty: {
      refused:
        "Refused: by PeerAuthentication, as it sent what a STRICT port does not take, or by an AuthorizationPolicy.",
      failed:
        "Failed: it was refused, or the server was down. Its proxy cannot tell them apart.",
    },
    noTime: "time not known",
  },
  neighbours: {
    title: "Other services of the same pods",
    hint: "A policy for these pods decides for them too.",
    none: "None: no other service leads to its pods.",
    unknown: "Not known: pods could not be read completely.",
    loading: "Looking for them…",
    failed: "Could not be read.",
  },
};

export type ServiceWords = typeof serviceWords;
