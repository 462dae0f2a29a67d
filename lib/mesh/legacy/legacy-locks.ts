import { z } from "zod";
import { groupBy } from "@/lib/mesh/group-by";
import { legacyPolicyFor } from "@/lib/mesh/index/legacy-policy";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { LegacyPolicy, Service } from "@/lib/mesh/objects";
import { type ChangeRecord, changeRecord } from "@/lib/mesh/ownership";
import { legacyPort } from "@/lib/mesh/server/legacy-server-mode";

export interface LegacyLock {
  readonly policy: LegacyPolicy;
  readonly record: ChangeRecord;
}

/**
 * What a lock of a service left behind: the Policies that speak for it and were changed by a lock, and
 * those that its own lock changed for the services beside it, which never speak for the service itself.
 */
export function legacyLocks(index: MeshIndex, service: Service): LegacyLock[] {
  const legacy = index.legacyPolicies;
  if (legacy === null) return [];
  const ports = service.ports.length === 0 ? [null] : service.ports;
  const winners = new Set(
    ports.map((port) => legacyPolicyFor(legacy, service, legacyPort(port))),
  );
  return recordedLocks(index.inventory.legacyPolicies)
    .inNamespace(service.namespace)
    .filter(
      ({ policy, record }) =>
        winners.has(policy) ||
        (record.service === `${service.namespace}/${service.name}` &&
          namesTheSame(policy, record)),
    );
}

interface RecordedLocks {
  inNamespace(namespace: string): readonly LegacyLock[];
}

/** Read once per list of policies; every row asks. */
const known = new WeakMap<readonly LegacyPolicy[], RecordedLocks>();

function recordedLocks(policies: readonly LegacyPolicy[]): RecordedLocks {
  const found = known.get(policies);
  if (found !== undefined) return found;
  const locks = policies.flatMap((policy): LegacyLock[] => {
    const record = policy.kind === "Policy" ? changeRecord(policy) : null;
    return record?.action === "lock" ? [{ policy, record }] : [];
  });
  const byNamespace = groupBy(locks, ({ policy }) => policy.namespace);
  const made: RecordedLocks = {
    inNamespace: (namespace) => byNamespace.get(namespace) ?? [],
  };
  known.set(policies, made);
  return made;
}

const targetsSchema = z.array(
  z
    .object({
      name: z.string(),
      ports: z
        .array(
          z.union([
            z.object({ number: z.int() }).transform(({ number }) => number),
            z.object({ name: z.string() }).transform(({ name }) => name),
          ]),
        )
        .nullish()
        .transform((ports) => ports ?? []),
    })
    .transform(({ name, ports }) => ({ name, ports })),
);

/** A copy of a Policy carries its record along, and is for others as soon as it names something else. */
function namesTheSame(policy: LegacyPolicy, record: ChangeRecord): boolean {
  const written = targetsSchema.safeParse(record.writtenSpec.targets);
  return (
    written.success &&
    JSON.stringify(written.data) ===
      JSON.stringify(policy.targets.map(({ name, ports }) => ({ name, ports })))
  );
}
