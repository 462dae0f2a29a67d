import type { PictureProblem } from "@/lib/words/picture-problem";
import type { Sentence } from "@/lib/words/sentence";

const problems: Record<PictureProblem, Sentence> = {
  "too-large": {
    title: "The picture is too large for this browser.",
    remedy: "Filter the view, or take the SVG, which has no such limit.",
  },
  "drawing-failed": {
    title: "The browser could not draw the picture.",
    remedy: "Take the SVG, or print the view.",
  },
  "pixels-refused": {
    title: "The browser does not hand out what it has drawn.",
    remedy:
      "A setting or an extension against tracking may forbid it. Take the SVG, or print the view.",
  },
  "copy-refused": {
    title: "The browser does not let the page copy.",
    remedy: "Copy the address of this page: it is the link.",
  },
};

/** Taking the view elsewhere: as a picture, on paper, as a link. */
export const pictureWords = {
  save: "Picture",
  saveHint: "Downloads this view as a picture (PNG)",
  more: "More ways to share",
  png: "Picture (PNG)",
  slide: "Slide, 16:9 (PNG)",
  svg: "Picture (SVG)",
  print: "Print or save as PDF",
  link: "Copy link to this view",
  making: "Making the picture…",
  made: (file: string) => `${file} was made.`,
  linkCopied: "Link copied.",
  dismiss: "Dismiss",
  problems,
  title: "On the way to STRICT mutual TLS",
  cluster: (name: string) => `Cluster ${name}`,
  unnamedCluster: "without a name",
  traffic: (window: string) => `Traffic of the last ${window}`,
  asOf: (moment: string) => `As of ${moment}`,
  trafficUnknownAsOf: (moment: string) =>
    `Policies as of ${moment}, traffic unknown`,
  noFilter: (total: string) =>
    total === "1"
      ? "No filter · 1 service"
      : `No filter · all ${total} services`,
  filtered: (filters: string, match: string) => `Filter: ${filters} · ${match}`,
  shown: (shown: string, total: string) =>
    `${shown} of ${total} services shown`,
  order: (order: string) => `Order: ${order}`,
  preview: (what: string) => `Preview of STRICT on ${what}`,
  everyService: "every service",
  services: (count: string) => `${count} services`,
  moreServices: (count: string) =>
    count === "1" ? "and 1 more service" : `and ${count} more services`,
  moreClients: (count: string) =>
    count === "1"
      ? "1 more caller namespace is left out"
      : `${count} more caller namespaces are left out`,
  moreClientsPlaintext: (count: string) =>
    count === "1"
      ? "1 of them sends plaintext or would be refused"
      : `${count} of them send plaintext or would be refused`,
  moreClientsNoPlaintext: "none of them was seen sending plaintext",
  furtherReasons: (count: string) =>
    count === "1" ? "(and 1 more reason)" : `(and ${count} more reasons)`,
  doubt: "seen so far, not everything can be seen",
  disable: "policy DISABLE",
  noLines: "No service matches.",
};

export type PictureWords = typeof pictureWords;
