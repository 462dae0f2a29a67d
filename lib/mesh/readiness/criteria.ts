/**
 * What a team asks of a service before it counts as ready. The settings name the criteria of the whole
 * mesh; a namespace may have its own, by annotations. Whoever may annotate the namespace may loosen them,
 * which is why a verdict always carries the criteria it was made by.
 */
import type { Namespace } from "@/lib/mesh/objects";
import { coveragePercent, durationS, wholeCount } from "./criteria-values";

export interface Criteria {
  /** A shorter look back makes nothing ready. */
  readonly minWindowS: number;
  /** Plaintext requests, and plaintext connections, that are no obstacle; each unit by itself. */
  readonly maxPlaintext: number;
  /** Plaintext that ended this long ago is no obstacle; null = all of the window counts. */
  readonly quietPeriodS: number | null;
  /** Of the pods with a proxy, those that must send telemetry; above 0, at most 100. */
  readonly minCoveragePercent: number;
}

export const STRICT_CRITERIA: Criteria = {
  minWindowS: 0,
  maxPlaintext: 0,
  quietPeriodS: null,
  minCoveragePercent: 100,
};

/** The criteria of one namespace, and where they come from. */
export interface NamespaceCriteria extends Criteria {
  /** "namespace" where an annotation changed at least one of them. */
  readonly from: "settings" | "namespace";
  /** Annotations that say nothing we understand; they change nothing. */
  readonly invalid: readonly string[];
}

const CRITERIA_ANNOTATIONS = {
  minWindowS: "lockstep.dev/criteria-min-window",
  maxPlaintext: "lockstep.dev/criteria-max-plaintext",
  quietPeriodS: "lockstep.dev/criteria-quiet-period",
  minCoveragePercent: "lockstep.dev/criteria-min-coverage",
} as const satisfies Record<keyof Criteria, string>;

/** Each of them is one text: of a setting, or of an annotation. */
export const CRITERIA_SCHEMAS = {
  minWindowS: durationS,
  maxPlaintext: wholeCount,
  quietPeriodS: durationS,
  minCoveragePercent: coveragePercent,
} as const;

/** @param namespace null = it was not read, so that nothing is known of its annotations */
export function criteriaOf(
  namespace: Namespace | null,
  settings: Criteria,
): NamespaceCriteria {
  const annotations = namespace?.annotations ?? {};
  const invalid = unknownAnnotations(Object.keys(annotations));
  const own: { -readonly [K in keyof Criteria]?: Criteria[K] } = {};
  for (const field of FIELDS) {
    const text = annotations[CRITERIA_ANNOTATIONS[field]];
    if (text === undefined) continue;
    const read = CRITERIA_SCHEMAS[field].safeParse(text.trim());
    if (read.success) own[field] = read.data;
    else invalid.push(CRITERIA_ANNOTATIONS[field]);
  }
  return {
    ...settings,
    ...own,
    from: Object.keys(own).length > 0 ? "namespace" : "settings",
    invalid: invalid.sort(),
  };
}

const FIELDS = [
  "minWindowS",
  "maxPlaintext",
  "quietPeriodS",
  "minCoveragePercent",
] as const satisfies readonly (keyof Criteria)[];

const PREFIX = "lockstep.dev/criteria-";
const KNOWN: ReadonlySet<string> = new Set(Object.values(CRITERIA_ANNOTATIONS));

/** A misspelt name would otherwise look as if it were obeyed. */
function unknownAnnotations(names: readonly string[]): string[] {
  return names.filter((name) => name.startsWith(PREFIX) && !KNOWN.has(name));
}
