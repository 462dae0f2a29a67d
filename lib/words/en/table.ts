const columns = {
  namespace: "Namespace",
  service: "Service",
  policy: "Policy",
  requestsMutualTls: "mutual TLS",
  requestsPlaintext: "plaintext",
  requestsNoStatement: "no statement",
  connectionsMutualTls: "mutual TLS",
  connectionsPlaintext: "plaintext",
  connectionsNoStatement: "no statement",
  lastPlaintext: "Last plaintext",
  callers: "Callers",
  verdict: "Verdict",
};

export type TableColumn = keyof typeof columns;

/** The same services as a plain table. */
export const tableWords = {
  label: "View",
  views: { matrix: "Matrix", table: "Table" },
  caption: (count: string, window: string) =>
    `${count} ${count === "1" ? "service" : "services"}, traffic of the last ${window}`,
  region: "Table of services",
  groups: { requests: "Requests", connections: "Connections" },
  columns,
  more: (count: string) =>
    count === "1" ? "1 more reason" : `${count} more reasons`,
  refused: (count: string) =>
    count === "1"
      ? "1 caller namespace would be refused"
      : `${count} caller namespaces would be refused`,
  pages: "Pages",
  page: (page: string) => `Page ${page}`,
  range: (from: string, to: string, total: string) =>
    `${from} to ${to} of ${total}`,
  copy: "Copy as CSV",
  copied: "Copied",
  refusedCopy: "The browser refused",
  unknown: "not known",
};

export type TableWords = typeof tableWords;
