import "server-only";
import { compareText } from "@/lib/mesh/age-order";
import { findFindings } from "@/lib/mesh/findings/find-findings";
import type { Finding } from "@/lib/mesh/findings/finding";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { refKey } from "@/lib/mesh/object-ref";
import type { SourceStatement } from "@/lib/mesh/source";
import type { MeshReading } from "@/lib/snapshot/mesh-reading";
import { FINDING_REFS_LIMIT, type FindingDto } from "./finding-schema";
import {
  FINDINGS_ALIKE_LIMIT,
  FINDINGS_LIMIT,
  type Findings,
  type FindingsQuery,
} from "./findings-contract";

/** Telemetry has no say in them, so they are found once per inventory, however many windows and people look. */
const found = new WeakMap<MeshIndex, readonly Finding[]>();

/** The answer of `GET /api/findings`: what the query selects, the most severe first. */
export function toFindings(
  reading: Omit<MeshReading, "readable">,
  query: FindingsQuery,
): Findings {
  const { index } = reading;
  const { inventory } = index;
  const all = findingsOf(index);
  const inScope = all.filter((finding) => isInScope(finding, query));
  const selected = inScope.filter(
    ({ severity }) => !query.severity || severity === query.severity,
  );
  const alike = countBy(selected, alikeKey);
  const unread = reading.statements.filter(isUnread);
  return {
    version: reading.version,
    takenAt: new Date(reading.takenAtMs).toISOString(),
    complete: unread.length === 0,
    unread: unread.map((source) => ({
      ...source,
      namespaces: [...source.namespaces],
      warnings: [...source.warnings],
    })),
    examined: {
      policies:
        inventory.peerAuthentications.length + inventory.legacyPolicies.length,
      rules: inventory.destinationRules.length,
      services: inventory.services.length,
      pods: inventory.pods.length,
    },
    total: selected.length,
    counts: countBySeverity(inScope),
    namespaces: namespacesOf(all),
    codes: codesOf(selected),
    findings: withinLimit(selected).map((finding) =>
      toFinding(finding, alike.get(alikeKey(finding)) ?? 1),
    ),
  };
}

function findingsOf(index: MeshIndex): readonly Finding[] {
  const known = found.get(index);
  if (known) return known;
  const findings = findFindings(index);
  found.set(index, findings);
  return findings;
}

function isInScope(
  { objects, services }: Finding,
  { namespace, service }: FindingsQuery,
): boolean {
  if (namespace === undefined) return true;
  const named = service === undefined ? [...objects, ...services] : services;
  return named.some(
    (ref) =>
      ref.namespace === namespace &&
      (service === undefined || ref.name === service),
  );
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

/** The limit falls on what is alike first, then on the least severe. */
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
  const kept = new Set([...first, ...repeated].slice(0, FINDINGS_LIMIT));
  return findings.filter((finding) => kept.has(finding));
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
