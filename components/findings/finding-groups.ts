/** The list in the order in which it is read: severity, then code. Pure. */
import type { FindingDto, FindingSeverity } from "@/lib/api/finding-schema";
import { FINDING_SEVERITIES } from "@/lib/mesh/findings/finding";
import {
  type FindingSentence,
  findingSentence,
} from "@/lib/words/finding-sentence";
import type { Language } from "@/lib/words/language";

export interface SaidFinding {
  readonly key: string;
  readonly finding: FindingDto;
  readonly said: FindingSentence;
}

export interface CodeGroup {
  readonly code: FindingDto["code"];
  readonly severity: FindingSeverity;
  readonly title: string;
  /** How many are in view or behind a button; of those the answer may hold only some. */
  readonly total: number;
  readonly objects: readonly ObjectGroup[];
}

/** Findings of one code that are mended in one place. */
export interface ObjectGroup {
  readonly key: string;
  readonly first: SaidFinding;
  readonly others: readonly SaidFinding[];
  readonly total: number;
}

export interface SeverityGroup {
  readonly severity: FindingSeverity;
  readonly codes: readonly CodeGroup[];
}

export function sayFindings(
  findings: readonly FindingDto[],
  language: Language,
): SaidFinding[] {
  return findings.map((finding) => ({
    key: keyOf(finding),
    finding,
    said: findingSentence(finding, language),
  }));
}

export function groupFindings(items: readonly SaidFinding[]): SeverityGroup[] {
  return FINDING_SEVERITIES.map((severity) => {
    const codes = groupBy(
      items.filter(({ finding }) => finding.severity === severity),
      ({ finding }) => finding.code,
    );
    return {
      severity,
      codes: [...codes.values()].map((found) => codeGroup(found, severity)),
    };
  }).filter(({ codes }) => codes.length > 0);
}

function codeGroup(
  [first, ...rest]: readonly [SaidFinding, ...SaidFinding[]],
  severity: FindingSeverity,
): CodeGroup {
  const objects = groupBy([first, ...rest], ({ finding }) =>
    objectKey(finding.objects[0]),
  );
  const groups = [...objects].map(([key, [head, ...others]]) => ({
    key,
    first: head,
    others,
    total: head.finding.alike,
  }));
  return {
    code: first.finding.code,
    severity,
    title: first.said.title,
    total: groups.reduce((sum, { total }) => sum + total, 0),
    objects: groups,
  };
}

function groupBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): Map<string, [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known) known.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function objectKey(object: FindingDto["objects"][number] | undefined): string {
  return object ? `${object.kind}/${object.namespace}/${object.name}` : "";
}

/** What tells two findings of one code apart: their objects, services and figures. */
function keyOf({ code, objects, services, params }: FindingDto): string {
  return JSON.stringify([code, objects, services, params]);
}
