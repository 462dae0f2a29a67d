/** What helps against a plaintext caller; sentences live in `lib/words`. */
export const REMEDY_CODES = [
  "label-namespace-and-restart",
  "find-out-label-and-restart",
  "restart",
  "remove-opt-out",
  "give-job-a-sidecar",
  "leave-host-network",
  "edit-rule",
  "turn-auto-mtls-on",
  "look-at-endpoints",
  "send-through-proxy",
  "restart-endpoints-with-hbone",
  "declare-port",
  "rewrite-probes",
  "give-scraper-a-certificate",
  "look-at-node",
  "look-at-gateway",
  "look-at-caller",
] as const;
export type RemedyCode = (typeof REMEDY_CODES)[number];
