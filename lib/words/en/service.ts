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
  /** `known` steps with figures, none of them a call. */
  noCalls: (known: string, unknown: string) =>
    unknown === "0"
      ? `No calls in any of ${known} steps.`
      : `No calls in ${known} steps with figures; ${unknown} have none.`,
  noWorkloads:
    "No pods stand behind this service, so nothing counts its calls.",
  doubts: "Prometheus doubts this answer:",
  notRenewed: (when: string) => `The figures below end at ${when}.`,
};

export type ServiceWords = typeof serviceWords;
