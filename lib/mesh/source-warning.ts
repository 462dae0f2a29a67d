/** Why something that is read may still be doubted, or costs more than it should; closed, so that every language has a sentence for each. */
export const SOURCE_WARNINGS = [
  /** It may not be watched, only read now and then. `names`: why, in the server's words. */
  "not-watched",
  "watch-missed-changes",
  /** `names`: the object, and what is wrong with it. */
  "object-unreadable",
  /** `names`: how many further ones. */
  "more-objects-unreadable",
  "legacy-obedience-unknown",
  /** `names`: how many ConfigMaps are read, and how many there are. */
  "configs-not-all-read",
  /** `names`: the ConfigMap that is used, and one that differs from it. */
  "config-differs",
  /** `names`: the ConfigMap that may differ. */
  "config-not-compared",
  /** `names`: how many groups. */
  "proxies-without-names",
  /** `names`: how many figures. */
  "figures-not-numbers",
  /** `names`: of the clusters. */
  "several-clusters",
  /** `names`: how many parts. */
  "asked-in-parts",
  /** `names`: what Prometheus itself said. */
  "said-by-prometheus",
] as const;
export type SourceWarningCode = (typeof SOURCE_WARNINGS)[number];

export interface SourceWarning {
  readonly code: SourceWarningCode;
  /** What its sentence speaks of, in the order that stands at the code. */
  readonly names: readonly string[];
  /** The same as one plain sentence in English. */
  readonly message: string;
}

/** @param names what the sentence speaks of, in the order that stands at the code */
export function sourceWarning(
  code: SourceWarningCode,
  message: string,
  ...names: readonly (string | number)[]
): SourceWarning {
  return { code, message, names: names.map(String) };
}
