import type { FindingSeverity } from "@/lib/mesh/findings/finding";
import type { FindingWordings } from "@/lib/words/finding-facts";
import type { Label } from "@/lib/words/sentence";
import { clientFindings } from "./finding-client";
import { policyFindings } from "./finding-policy";
import { proxyFindings } from "./finding-proxy";

const codes: FindingWordings = {
  ...policyFindings,
  ...clientFindings,
  ...proxyFindings,
};

const severities: Readonly<
  Record<FindingSeverity, Label & { readonly one: string }>
> = {
  error: {
    label: "errors",
    one: "error",
    sentence: "Calls fail, or something is open that looks closed.",
  },
  warning: {
    label: "warnings",
    one: "warning",
    sentence:
      "It does not do what it says, or harms callers that cannot be seen from here.",
  },
  info: {
    label: "notes",
    one: "note",
    sentence: "Dead weight: it could go, and nothing would change.",
  },
};

/** Conflicts and dead configuration: the view of the whole mesh, and a service's own. */
export const findingWords = {
  codes,
  severities,
  title: "Findings",
  intro: "Conflicts and dead configuration among",
  skip: "Skip to the findings",
  counted: (count: string, severity: FindingSeverity) =>
    `${count} ${count === "1" ? severities[severity].one : severities[severity].label}`,
  count: (count: string): string => (count === "1" ? "finding" : "findings"),
  none: "none",
  unknown: "not known",
  incomplete: "not everything could be read",
  examined: (figures: {
    policies: string;
    rules: string;
    services: string;
    pods: string;
  }) =>
    [
      figures.policies === "1" ? "1 policy" : `${figures.policies} policies`,
      figures.rules === "1" ? "1 rule" : `${figures.rules} rules`,
      figures.services === "1" ? "1 service" : `${figures.services} services`,
      figures.pods === "1" ? "1 pod" : `${figures.pods} pods`,
    ].join(" · "),
  search: "Find object, service, code…",
  namespace: "Namespace",
  allNamespaces: "All namespaces",
  kind: "Kind of finding",
  allKinds: "All kinds",
  back: "Back to the matrix",
  showOnly: (what: string) => `Show only ${what}`,
  showAll: (count: string) => `Show all ${count}`,
  showFewer: "Show fewer",
  capped: (shown: string, total: string) =>
    `${shown} of ${total} are listed: the most severe, and of those with one remedy the first few. Search, or choose a namespace or a kind, to see others.`,
  services: "Services",
  objects: "Objects",
  alike: (count: string) => `${count} more with the same remedy`,
  more: (count: string) => `and ${count} more`,
  openService: (service: string) => `Open ${service} in the matrix`,
  command: "Command",
  code: "Code",
  empty: {
    title: "Nothing found",
    detail: (examined: string) =>
      `Every policy and rule does what it says. Looked through: ${examined}.`,
    detailBesideLegacy: (examined: string) =>
      `Nothing is wrong that Lockstep can judge. Legacy policies are left over, and the matrix says what becomes of them. Looked through: ${examined}.`,
    partialTitle: "Nothing found in what could be read",
    partialDetail: (examined: string) =>
      `That does not mean that all is well: something could not be read. Looked through: ${examined}.`,
  },
  noMatch: {
    title: "No finding matches",
    detail: "The search and the filters leave none over.",
  },
  partial: {
    title: "The list is incomplete",
    detail: (kinds: string) =>
      `Could not be read completely: ${kinds}. What rests on it is not listed here.`,
  },
  loading: {
    title: "Looking through the configuration",
    detail: "Every policy and rule is held against the pods it speaks of.",
  },
  failed: "Findings could not be read",
};

export type FindingWords = typeof findingWords;
