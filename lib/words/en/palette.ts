/** What kind of thing an entry of the palette is. */
export type PaletteKind =
  | "service"
  | "namespace"
  | "page"
  | "filter"
  | "sort"
  | "view"
  | "window"
  | "theme"
  | "language";

const kinds: Readonly<Record<PaletteKind, string>> = {
  service: "Service",
  namespace: "Namespace",
  page: "Page",
  filter: "Filter",
  sort: "Sort",
  view: "View",
  window: "Time",
  theme: "Theme",
  language: "Language",
};

/** The command palette: go somewhere, or set the view. */
export const paletteWords = {
  open: "Go to…",
  title: "Command palette",
  search: "Service, namespace, page, filter…",
  kinds,
  pages: { matrix: "Matrix", overview: "Overview", findings: "Findings" },
  results: (count: string) => (count === "1" ? "1 result" : `${count} results`),
  firstResults: (count: string, total: string) =>
    `${count} of ${total}; type to find the others`,
  empty: "Nothing has this name.",
  keys: {
    choose: "choose",
    go: "go",
    close: "close",
  },
  hideSystem: "Hide system namespaces",
  showSystem: "Show system namespaces",
};

export type PaletteWords = typeof paletteWords;
