import type { LegacyObedience } from "@/lib/api/contract";
import type { TranslationProblemCode } from "@/lib/api/legacy-contract";

/** The policies of Istio 1.5 and older, and what they are called today. */
export const legacyWords = {
  /** By whether the control plane obeys them. */
  notice: {
    yes: (count: string) =>
      count === "1"
        ? "This mesh runs on 1 policy of the old API. It works today; Istio 1.6 will ignore it."
        : `This mesh runs on ${count} policies of the old API. They work today; Istio 1.6 will ignore them.`,
    no: (count: string) =>
      count === "1"
        ? "1 policy of the old API is left over. This control plane ignores it."
        : `${count} policies of the old API are left over. This control plane ignores them.`,
    unknown: (count: string) =>
      count === "1"
        ? "There is 1 policy of the old API. It is not known whether this control plane obeys it; Istio 1.6 and newer does not."
        : `There are ${count} policies of the old API. It is not known whether this control plane obeys them; Istio 1.6 and newer does not.`,
  } satisfies Record<LegacyObedience, (count: string) => string>,
  open: "See them in today's API",
  title: "Legacy policies in today's API",
  obeyed: {
    yes: "The control plane obeys them. The PeerAuthentications below ask for the same. Istio 1.4 does not know that kind: upgrade to 1.5 first, apply them there, then go on to 1.6.",
    no: "The control plane is newer than Istio 1.5, so they do nothing. Delete them; there is nothing to translate.",
    unknown:
      "It is not known whether the control plane obeys them. The PeerAuthentications below ask for the same if it does. Do not apply them if it does not: they would change what is accepted.",
  },
  disable:
    "DISABLE says what an old mesh does where nothing is configured: plaintext only. PERMISSIVE is the better start for a migration.",
  manifests: "PeerAuthentications",
  nothing:
    "Nothing to create: PeerAuthentications speak for all of it already.",
  download: "Download",
  origins: (names: string) => `From ${names}`,
  noOrigin: "From no policy: what an old mesh does where nothing is configured",
  same: "Checked: every port of every pod accepts the same as before.",
  sameDeclared:
    "Checked: every port that a Service declares accepts the same as before.",
  undeclared: "Ports that no Service declares",
  undeclaredWhy:
    "The old API had nothing to say about them. A PeerAuthentication speaks for every port of a pod.",
  pods: (count: string) => `${count} ${count === "1" ? "pod" : "pods"}`,
  podPort: (port: number | null) =>
    port === null ? "all such ports" : `port ${port}`,
  differences: (count: string) =>
    `${count} ${count === "1" ? "port would" : "ports would"} accept something else`,
  difference: (place: string, before: string, after: string) =>
    `${place}: ${before} today, ${after} afterwards`,
  problems: "What has no counterpart",
  problem: {
    "service-not-found": (service: string) =>
      `${service} does not exist; delete the target.`,
    "service-without-selector": (service: string) =>
      `${service} selects no pods, so no PeerAuthentication can name them.`,
    "root-namespace-only": () =>
      "It speaks for the root namespace alone. A PeerAuthentication without selector there would speak for the whole mesh, so give the workloads of that namespace policies with selectors.",
    "target-port-ambiguous": (service: string) =>
      `The pods of ${service} do not agree on the port's number; look at the result.`,
  } satisfies Record<TranslationProblemCode, (service: string) => string>,
  unread:
    "Not everything could be read, so something may be missing here. See the sources on the page.",
};

export type LegacyWords = typeof legacyWords;
