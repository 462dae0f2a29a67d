type Unit = "requests" | "connections";

const unitName: Record<Unit, { one: string; many: string }> = {
  requests: { one: "request", many: "requests" },
  connections: { one: "connection", many: "connections" },
};

/** The matrix: toolbar, heads, rows, cells, legend and side panel. */
export const matrixWords = {
  label: "Services and who calls them",
  window: "Time window",
  search: "Find service, namespace, caller…",
  stillPermissive: (count: string) => `Still permissive · ${count}`,
  stillPermissiveHint:
    "Services that accept plaintext, on any port of their pods, or whose policy could not be read",
  sort: "Sort",
  sorts: {
    work: "Work order",
    name: "Name",
    plaintext: "Most plaintext",
    seen: "Last plaintext",
    refused: "Still knocking",
  },
  evidence: {
    plaintext_seen: "Plaintext seen",
    only_mtls_seen: "Only mutual TLS seen",
    no_traffic: "No traffic",
    no_evidence: "No evidence",
  },
  preview: "Preview STRICT",
  previewHint: "Draws a red ring around every caller that STRICT would refuse",
  clear: "Clear filters",
  moreLines: (left: string) => `Show more · ${left} left`,
  columns: {
    service: "service",
    policy: "policy",
    share: "mutual TLS",
    plaintext: "plaintext",
    noIdentityHint:
      "Callers for which telemetry has no name, because they have no mesh identity",
    verdict: "verdict",
    action: "action",
  },
  group: {
    services: (count: string) =>
      count === "1" ? "1 service" : `${count} services`,
    locked: (count: string) => `${count} locked`,
    allLocked: "all locked",
    ready: (count: string) => `${count} ready`,
    blocked: (count: string) => `${count} blocked`,
    unknown: (count: string) => `${count} unknown`,
    connections: (share: string) => `${share} of connections`,
    partial: (reporting: string, proxied: string) =>
      `evidence from ${reporting} of ${proxied} pods`,
    fold: (namespace: string) => `Fold ${namespace}`,
    unfold: (namespace: string) => `Unfold ${namespace}`,
  },
  plaintext: {
    noneIn: (window: string) => `0 in ${window}`,
    unknown: "not known",
    req: "req",
    conn: "conn",
    ofReq: "req",
    ofConn: "conn",
    refused: "refused",
  },
  buttons: {
    lock: "Lock",
    plan: "Plan",
    why: "Why?",
    undo: "Undo",
    mutualTls: "Use mutual TLS",
  },
  buttonFor: (label: string, service: string, namespace: string) =>
    `${label} ${service} in ${namespace}`,
  cell: {
    label: (service: string, namespace: string, client: string | null) =>
      client === null
        ? `${service} in ${namespace}, called by clients without identity`
        : `${service} in ${namespace}, called from ${client}`,
    plaintextOf: (plaintext: string, total: string, unit: Unit) =>
      `${plaintext} plaintext of ${total} ${unitName[unit].many}`,
    plaintext: (plaintext: string, unit: Unit) =>
      `${plaintext} plaintext ${plaintext === "1" ? unitName[unit].one : unitName[unit].many}`,
    mutualTls: (total: string, unit: Unit) =>
      `${total} ${total === "1" ? unitName[unit].one : unitName[unit].many}, all mutual TLS`,
    noStatement: (count: string, unit: Unit) =>
      `${count} ${count === "1" ? unitName[unit].one : unitName[unit].many} without a statement`,
    none: "no calls seen",
    noEvidence: "no evidence, telemetry says nothing",
    noEvidenceOfPods: (reporting: string, proxied: string) =>
      `no evidence, only ${reporting} of ${proxied} pods report`,
    incomplete: "no evidence, telemetry is incomplete",
    policy: (mode: string) => `policy ${mode}`,
    lastPlaintext: (when: string) => `last plaintext ${when}`,
    letIn: (open: string) => `let in: ${open}, or the lock came later`,
    refusedNow: "refused now",
    refusedIfLocked: "would be refused by STRICT",
    turnedAway: (count: string, unit: Unit) =>
      `${count} ${count === "1" ? unitName[unit].one : unitName[unit].many} turned away`,
    lastTurnedAway: (when: string) => `last time ${when}`,
    noneLetIn: "none let in",
  },
  legend: {
    label: "Legend",
    strict: "policy STRICT",
    refused: "refused by STRICT",
    knocking: "turned away, none let in",
    asOf: (when: string) => `As of ${when}`,
    loading: (window: string) => `Loading ${window}…`,
    shown: (window: string) => `Traffic of the last ${window}`,
  },
  noMatch: {
    title: "No service matches",
    detail: (total: string) =>
      `${total} services are hidden by the search and the filters.`,
  },
  changed: (service: string) => `${service} changed`,
  panel: {
    callers: "Callers",
    callersFrom: (client: string) => `Callers from ${client}`,
    callersUnnamed: "Callers without identity",
    noCallers: "No caller was seen in this window.",
    noEvidence:
      "No caller was seen, but telemetry is too incomplete to say that there is none.",
    verdict: "Verdict",
    sends: {
      mutual_tls: "mutual TLS",
      plaintext: "plaintext",
      tls: "TLS without mesh identity",
      per_endpoint: "differs per endpoint",
      mutual_tls_without_hbone: "mutual TLS outside the tunnel (HBONE)",
    },
    coverage: (reporting: string, proxied: string, pods: string) =>
      `${reporting} of ${proxied} ${proxied === "1" ? "pod" : "pods"} with a proxy ${reporting === "1" ? "reports" : "report"}; ${pods} ${pods === "1" ? "pod" : "pods"} in all`,
    actions: "What can be done",
    wholeService: "Whole service",
    loading: "Reading the callers…",
    moreReasons: (count: string) =>
      count === "1" ? "1 more reason" : `${count} more reasons`,
  },
  caller: {
    unnamed: "a caller without identity",
    workloadIn: (workload: string, namespace: string) =>
      `${namespace}/${workload}`,
  },
};

export type MatrixWords = typeof matrixWords;
