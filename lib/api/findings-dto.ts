import "server-only";
import { type InParts, inTurns } from "@/lib/clock/in-turns";
import { compareText } from "@/lib/mesh/age-order";
import { atOnce } from "@/lib/mesh/at-once";
import { findingParts } from "@/lib/mesh/findings/find-findings";
import { FINDING_SEVERITIES, type Finding } from "@/lib/mesh/findings/finding";
import { refKey } from "@/lib/mesh/object-ref";
import type { MeshResolution } from "@/lib/mesh/resolution/mesh-resolution";
import type { SourceStatement } from "@/lib/mesh/source";
import type { MeshReading } from "@/lib/snapshot/mesh-reading";
import { isReadable } from "@/lib/snapshot/readable-kind";
import { isInScope } from "./finding-filter";
import { FINDING_REFS_LIMIT, type FindingDto } from "./finding-schema";
import {
  FINDINGS_ALIKE_LIMIT,
  FINDINGS_LIMIT,
  type Findings,
  type FindingsQuery,
} from "./findings-contract";
import { toSource } from "./source-dto";

/** Telemetry has no say in them, so they are found once per inventory, however many windows and people look. */
const found = new WeakMap<
  MeshResolution,
  { readonly version: string; readonly findings: readonly Finding[] }
>();

const underWay = new WeakMap<
  MeshResolution,
  { readonly version: string; readonly search: Promise<void> }
>();

type FindingsReading = Omit<MeshReading, "index">;

/** The answer of `GET /api/findings`: what the query selects, the most severe first. */
export function toFindings(
  reading: FindingsReading,
  query: FindingsQuery,
): Findings {
  const { inventory } = reading.resolution.index;
  const all = findingsOf(reading);
  const inScope = all.filter((finding) => isInScope(finding, query));
  const hasSeverity = ({ severity }: Finding) =>
    query.severity === undefined || severity === query.severity;
  const hasCode = ({ code }: Finding) =>
    query.code === undefined || code === query.code;
  const selected = inScope.filter(
    (finding) => hasSeverity(finding) && hasCode(finding),
  );
  const alike = countBy(selected, alikeKey);
  const unread = reading.statements.filter(isUnread);
  return {
    version: reading.version,
    takenAt: new Date(reading.takenAtMs).toISOString(),
    complete: unread.length === 0,
    unread: unread.map(toSource),
    examined: {
      policies:
        inventory.peerAuthentications.length + inventory.legacyPolicies.length,
      rules: inventory.destinationRules.length,
      services: inventory.services.length,
      pods: inventory.pods.length,
    },
    total: selected.length,
    counts: countBySeverity(inScope.filter(hasCode)),
    namespaces: namespacesOf(all),
    codes: codesOf(inScope.filter(hasSeverity)),
    findings: withinLimit(selected).map((finding) =>
      toFinding(finding, alike.get(alikeKey(finding)) ?? 1),
    ),
  };
}

/**
 * Looks for what `toFindings` then answers with, in turns: in a large mesh the first search takes longer than others can
 * wait. Who asks meanwhile waits for the same search.
 */
export async function prepareFindings(reading: FindingsReading): Promise<void> {
  const { version, resolution } = reading;
  if (found.get(resolution)?.version === version) return;
  const running = underWay.get(resolution);
  if (running?.version === version) return running.search;
  const search = inTurns(searchIn(reading))
    .then((findings) => {
      found.set(resolution, { version, findings });
    })
    .finally(() => {
      if (underWay.get(resolution)?.search === search) {
        underWay.delete(resolution);
      }
    });
  underWay.set(resolution, { version, search });
  return search;
}

/** The version counts as well: a source that ends may leave its last objects as they were. */
function findingsOf(reading: FindingsReading): readonly Finding[] {
  const { version, resolution } = reading;
  const known = found.get(resolution);
  if (known?.version === version) return known.findings;
  const findings = atOnce(searchIn(reading));
  found.set(resolution, { version, findings });
  return findings;
}

function searchIn({
  resolution,
  readable,
  statements,
}: FindingsReading): InParts<readonly Finding[]> {
  return findingParts(resolution, {
    meshConfig: readable.meshConfig,
    policies: readable.policies,
    destinationRules: readable.destinationRules,
    pods: readable.pods,
    services: (namespace) =>
      isReadable(statements, "kubernetes/services", namespace),
  });
}

function countBySeverity(findings: readonly Finding[]): Findings["counts"] {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

function namespacesOf(findings: readonly Finding[]): Findings["namespaces"] {
  const concerned = findings.flatMap(({ objects, services }) => [
    ...new Set([...objects, ...services].map(({ namespace }) => namespace)),
  ]);
  return [...countBy(concerned, (name) => name)]
    .filter(([name]) => name !== "")
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, count]) => ({ name, findings: count }));
}

function codesOf(findings: readonly Finding[]): Findings["codes"] {
  const codes = new Map<string, Findings["codes"][number]>();
  for (const { code, severity } of findings) {
    const key = `${severity}/${code}`;
    const known = codes.get(key)?.findings ?? 0;
    codes.set(key, { code, severity, findings: known + 1 });
  }
  return [...codes.values()];
}

/**
 * The limit falls on what is alike first, then on the least severe. What is left within one severity is
 * shared among the namespaces of the objects to change, so that a thousand findings in one namespace do
 * not keep those of another from being seen.
 */
function withinLimit(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= FINDINGS_LIMIT) return findings;
  const seen = new Map<string, number>();
  const first: Finding[] = [];
  const repeated: Finding[] = [];
  for (const finding of findings) {
    const key = alikeKey(finding);
    const place = (seen.get(key) ?? 0) + 1;
    seen.set(key, place);
    (place > FINDINGS_ALIKE_LIMIT ? repeated : first).push(finding);
  }
  const inTurn = FINDING_SEVERITIES.flatMap((severity) =>
    byTurns(first.filter((finding) => finding.severity === severity)),
  );
  const kept = new Set([...inTurn, ...repeated].slice(0, FINDINGS_LIMIT));
  return findings.filter((finding) => kept.has(finding));
}

/** The first of each namespace, then the second of each, and so on. */
function byTurns(findings: readonly Finding[]): Finding[] {
  const turns: Finding[][] = [];
  const taken = new Map<string, number>();
  for (const finding of findings) {
    const namespace = finding.objects[0]?.namespace ?? "";
    const turn = taken.get(namespace) ?? 0;
    taken.set(namespace, turn + 1);
    const others = turns[turn];
    if (others === undefined) turns[turn] = [finding];
    else others.push(finding);
  }
  return turns.flat();
}

function alikeKey({ code, severity, objects: [object] }: Finding): string {
  return `${code}/${severity}/${object ? refKey(object) : ""}`;
}

function countBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) {
    const key = keyOf(item);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** A policy of the mesh touches every service; nobody reads thousands of names in one sentence. */
function toFinding(finding: Finding, alike: number): FindingDto {
  const { objects, services } = finding;
  return {
    ...finding,
    objects: objects.slice(0, FINDING_REFS_LIMIT),
    objectCount: objects.length,
    services: services.slice(0, FINDING_REFS_LIMIT),
    serviceCount: services.length,
    alike,
  };
}

/** Prometheus has no say here. A warning is an object that was not understood, so it counts too. */
function isUnread(statement: SourceStatement): boolean {
  const { from, state, id, warnings } = statement;
  if (from !== "kubernetes") return false;
  if (state === "live") return warnings.length > 0;
  // Istio dropped these kinds long ago: a server without them misses nothing (semantics C).
  return !(state === "absent" && id.endsWith(".authentication.istio.io"));
}
