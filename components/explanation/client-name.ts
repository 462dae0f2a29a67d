/** Whom one line speaks of, split where the page changes its typeface. */
import type { ClientExplanation } from "@/lib/mesh/explanation/explanation";
import type { Language } from "@/lib/words/language";
import { words } from "@/lib/words/words";

export interface ClientName {
  /** e.g. "With a sidecar" */
  readonly kind: string;
  /** e.g. "from any other namespace"; in front of the namespaces where there are some. */
  readonly from: string;
  readonly namespaces: readonly string[];
  /** e.g. "with the labels app=cart" */
  readonly only: readonly string[];
}

/** @param all every line of the port: "any" becomes "any other" beside lines that name namespaces */
export function clientName(
  client: ClientExplanation,
  all: readonly ClientExplanation[],
  language: Language,
): ClientName {
  const w = words(language).explanation.clients;
  const { kind, namespaces, labels, subset } = client;
  const others = all.some(
    (other) => other.kind === kind && other.namespaces.length > 0,
  );
  const only: string[] = [];
  if (labels !== null) only.push(w.labels(labelText(labels)));
  if (subset !== null) only.push(w.subset(subset));
  return {
    kind: w.kind[kind],
    from: namespaces.length > 0 ? w.from : others ? w.anyOther : w.anywhere,
    namespaces,
    only,
  };
}

function labelText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(", ");
}
