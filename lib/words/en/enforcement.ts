type ActionName = "lock" | "unlock" | "require-mutual-tls" | "undo-mutual-tls";

/** The dialog between a decision and the cluster. */
export const enforcementWords = {
  title: {
    lock: (service: string) => `Lock ${service}`,
    unlock: (service: string) => `Unlock ${service}`,
    "require-mutual-tls": (service: string) =>
      `Use mutual TLS towards ${service}`,
    "undo-mutual-tls": (service: string) =>
      `Undo mutual TLS towards ${service}`,
  } satisfies Record<ActionName, (service: string) => string>,
  /** @param spared no caller that was seen is refused by this plan */
  intro: {
    lock: (service: string, namespace: string) =>
      `From then on ${service} in ${namespace} accepts only mutual TLS. Whoever calls it in plaintext is refused at once.`,
    unlock: (service: string, namespace: string) =>
      `${service} in ${namespace} accepts plaintext again, as this plan shows. A lock of Lockstep is taken back exactly; what somebody else closed is opened with PERMISSIVE.`,
    "require-mutual-tls": (
      service: string,
      namespace: string,
      spared: boolean,
    ) =>
      `Clients with a sidecar are told to call ${service} in ${namespace} with mutual TLS. Clients without one go on as before${spared ? ", and nobody who was seen calling is refused" : ""}.`,
    "undo-mutual-tls": (service: string, namespace: string, spared: boolean) =>
      `The rule that makes clients call ${service} in ${namespace} with mutual TLS is taken back: what stood before it is put back exactly${spared ? ", and nobody who was seen calling is refused" : ""}.`,
  } satisfies Record<
    ActionName,
    (service: string, namespace: string, spared: boolean) => string
  >,
  apply: {
    lock: "Lock to STRICT",
    unlock: "Unlock",
    "require-mutual-tls": "Use mutual TLS",
    "undo-mutual-tls": "Undo",
  } satisfies Record<ActionName, string>,
  applying: "Applying…",
  loading: "Asking the API server what would happen…",
  refused: (count: number) =>
    count === 1
      ? "1 caller will be refused"
      : `${count} callers will be refused`,
  refusedNone: "No caller seen in this window will be refused",
  unaffected: (count: number) =>
    count === 1 ? "1 caller goes on working" : `${count} callers go on working`,
  plaintextSeen: (figures: string) => `${figures} in plaintext`,
  lastSeen: (when: string) => `last ${when}`,
  toldMutualTls: (names: string, more: number) =>
    `${names}${more === 0 ? "" : ` and ${more} more`}: told to send mutual TLS by now. If their last plaintext was before that, they go on working; a window that begins after it tells.`,
  moreCallers: (count: number) => `and ${count} more`,
  effect: (workload: string, port: string, before: string, after: string) =>
    `${workload}, ${port}: ${before} → ${after}`,
  allPorts: "every port",
  onePort: (port: number) => `port ${port}`,
  clientEffect: (namespace: string, before: string, after: string) =>
    `Clients in ${namespace}: ${before} → ${after}`,
  alsoServes: (services: string) => `also serves ${services}`,
  ownEffects: "What changes",
  objections: "Before you go on",
  manifest: "What is written",
  verb: {
    create: (object: string) => `Creates ${object}`,
    edit: (object: string) => `Edits ${object}`,
    delete: (object: string) => `Deletes ${object}`,
  },
  tabs: { diff: "Diff", manifest: "Manifest", kubectl: "kubectl" },
  deleted: "The object is deleted; no manifest is left.",
  dryRun: "Dry run on the API server",
  dryRunAccepted: "accepted, nothing was changed",
  dryRunRejected: "refused",
  mayNot: (verb: string, resource: string) =>
    `You may not ${verb} ${resource} here`,
  refusedByServer: (message: string) => `The API server refuses: ${message}`,
  warning: (text: string) => `warning: ${text}`,
  confirm: (service: string) => `Type ${service} to go on`,
  confirmHint: "Because the objections above have not been resolved",
  planChanged:
    "The mesh changed while you were reading. This is the new plan; please look at it again.",
  problem: "It was not done",
  upstream: "In the server's words",
  remedy: "What helps",
  done: {
    lock: (service: string) => `${service} is locked`,
    unlock: (service: string) => `${service} is unlocked`,
    "require-mutual-tls": (service: string) =>
      `Clients are told to use mutual TLS towards ${service}`,
    "undo-mutual-tls": (service: string) =>
      `Mutual TLS towards ${service} was undone`,
  } satisfies Record<ActionName, (service: string) => string>,
  doneAt: (when: string) => `applied at ${when}`,
  countedBefore:
    "Plaintext from before stays in the figures until it is out of the window.",
  undo: "Undo",
  dismiss: "Dismiss",
};

export type EnforcementWords = typeof enforcementWords;
