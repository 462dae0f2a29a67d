import type { TranslationProblemCode } from "@/lib/api/legacy-contract";

/** The policies of Istio 1.5 and older, and what they are called today. */
export const legacyWords = {
  notice: (count: string) =>
    `This mesh has ${count} legacy ${count === "1" ? "policy" : "policies"} (Policy or MeshPolicy), which Istio 1.6 and newer ignores.`,
  open: "See them in today's API",
  title: "Legacy policies in today's API",
  obeyed: {
    yes: "The control plane obeys them. These PeerAuthentications ask for the same; apply them with Istio 1.5, before you go on to 1.6.",
    no: "The control plane is newer than Istio 1.5, so they do nothing. Delete them; there is nothing to translate.",
    unknown:
      "It is not known whether the control plane obeys them. These PeerAuthentications ask for the same if it does. Do not apply them if it does not: they would change what is accepted.",
  },
  disable:
    "DISABLE says what an old mesh does where nothing is configured: plaintext only. PERMISSIVE is the better start for a migration.",
  manifests: "PeerAuthentications",
  nothing:
    "Nothing to create: PeerAuthentications speak for all of it already.",
  download: "Download",
  same: "Checked: every port of every pod accepts the same as before.",
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
    "target-port-ambiguous": (service: string) =>
      `The pods of ${service} do not agree on the port's number; look at the result.`,
  } satisfies Record<TranslationProblemCode, (service: string) => string>,
  unread:
    "Not everything could be read, so something may be missing here. See the sources on the page.",
};

export type LegacyWords = typeof legacyWords;
