import type { DataPlane, TrafficState } from "@/lib/api/contract";

const fills: Readonly<Record<TrafficState | "refused" | "knocking", string>> = {
  mutual_tls: "Some caller uses mutual TLS only",
  mixed: "Some caller sends both",
  plaintext: "Some caller sends plaintext only",
  none: "No calls at all",
  no_evidence: "Evidence is missing",
  refused: "STRICT refuses some caller",
  knocking: "Some caller is turned away now",
};

const planes: Readonly<Record<DataPlane, string>> = {
  sidecar: "Sidecar",
  ambient: "Ambient",
  mixed: "Both or in part",
  none: "None",
};

/** What narrows the view: the menu, the chips below it, the legend, and the preview. */
export const filterWords = {
  open: "Filter",
  title: "Filters",
  active: "Active filters",
  shown: (shown: string, total: string) =>
    `${shown} of ${total} ${total === "1" ? "service" : "services"}`,
  all: (total: string) => `${total} ${total === "1" ? "service" : "services"}`,
  clear: "Clear all",
  clearFilters: "Clear the search and all filters",
  remove: (what: string) => `Remove filter ${what}`,
  chip: (criterion: string, value: string) => `${criterion}: ${value}`,
  criteria: {
    text: "Text",
    policy: "Policy",
    traffic: "Traffic",
    verdict: "Readiness",
    namespace: "Namespace",
    caller: "Caller",
    plane: "Data plane",
    finding: "Finding",
    calls: "Calls",
  },
  permissive: "Still permissive",
  fills,
  planes,
  find: { namespace: "Find namespace…", caller: "Find caller namespace…" },
  more: (count: string) => `${count} more; type to find them`,
  nothing: "Nothing has this name.",
  notSearched: (count: string) =>
    count === "1"
      ? "1 service that is hidden here has more callers than were searched; its own page names all of them."
      : `${count} services that are hidden here have more callers than were searched; their own pages name all of them.`,
  findings: {
    loading: "Reading the findings …",
    failed: "The findings could not be read.",
    none: "There are no findings.",
    incomplete:
      "Only part of these findings came along, so some services may be missing here.",
    unreadChosen:
      "The findings are not read, so no service can be named by one.",
  },
  system: {
    show: (count: string) => `System · ${count}`,
    hint: "Services in kube-*, istio-* and the root namespace. They stand at the end, folded; here they are hidden altogether.",
    hidden: (count: string) =>
      count === "1"
        ? "1 system service hidden"
        : `${count} system services hidden`,
    noneHidden: "System services hidden",
    reveal: "Show system services",
  },
  legend: {
    show: (what: string) => `Show only services with: ${what}`,
  },
  preview: {
    all: "Preview STRICT for every service",
    some: (count: string) =>
      count === "1" ? "STRICT on 1 service" : `STRICT on ${count} services`,
    chosen: (service: string) => `STRICT on ${service}`,
    everything: "STRICT on everything",
    remove: (what: string) => `End the preview: ${what}`,
    none: "End the preview",
  },
};

export type FilterWords = typeof filterWords;
