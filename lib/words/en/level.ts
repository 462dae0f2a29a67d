import { staysOpen } from "./reason-phrases";

/** The levels of the matrix: namespaces, services, callers and ports, and choosing among them. */
export const levelWords = {
  unfoldAll: "Unfold all",
  foldAll: "Fold all",
  cell: (namespace: string, client: string | null) =>
    client === null
      ? `services of ${namespace}, called by clients without identity`
      : `services of ${namespace}, called from ${client}`,
  called: (called: string, all: string) =>
    `${called} of ${all} ${all === "1" ? "service" : "services"} called`,
  unseen: (services: string) =>
    services === "1"
      ? "no evidence from 1 service"
      : `no evidence from ${services} services`,
  refusedNow: (services: string) =>
    services === "1"
      ? "refused now by 1 service"
      : `refused now by ${services} services`,
  turnedAway: (services: string) =>
    services === "1"
      ? "turned away by 1 service"
      : `turned away by ${services} services`,
  refusedIfLocked: (services: string) =>
    services === "1"
      ? "would be refused by STRICT at 1 service"
      : `would be refused by STRICT at ${services} services`,
  staysOpen,
  withOpenPorts: (services: string) => `${services} with open ports`,
  ofAll: (services: string, all: string) => `${services} of ${all}`,
  all: (services: string) => `all ${services}`,
  strict: (strict: string, all: string) => `${strict} of ${all} STRICT`,
  ofMode: (services: string, mode: string) => `${services} ${mode}`,
  caller: (workload: string, namespace: string) =>
    `${workload} in ${namespace}`,
  callerCell: (caller: string, service: string) => `${caller} calls ${service}`,
  unnamed: "not named",
  port: (port: string, name: string) =>
    name === "" ? `port ${port}` : `port ${port} · ${name}`,
  targets: (ports: string) => `to ${ports} of the pods`,
  loading: "Reading callers and ports …",
  failed: (why: string) => `Callers and ports could not be read: ${why}`,
  failedUnknown: "the answer was not understood",
  nobody: "No caller was seen in this window.",
  nobodyKnown:
    "No caller was seen, but telemetry is too incomplete to say that there is none.",
  chosen: (services: string) =>
    services === "1" ? "1 service selected" : `${services} services selected`,
  choice: "Selected services",
  preview: "Preview STRICT",
  endPreview: "End the preview",
  clear: "Clear selection",
};

export type LevelWords = typeof levelWords;
