import { timestampSeconds } from "@/lib/simulator/kubernetes/timestamp";
import { fractionOf, uidOf } from "@/lib/simulator/random";
import type { ScenarioOptions } from "@/lib/simulator/scenarios/scenario";
import type { SeedObject, StoredMetadata } from "@/lib/simulator/store";

const dayMs = 24 * 3_600_000;

export interface MetaOptions {
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
  readonly ageDays?: number;
  /** Instead of days, for what happened lately. */
  readonly ageMinutes?: number;
  /** Who wrote it last, in managedFields. */
  readonly manager?: string;
}

/**
 * Metadata as an API server would have written it, with a uid and an age that depend on the seed and
 * the name only.
 */
export function aMeta(
  options: ScenarioOptions,
  kind: string,
  namespace: string | undefined,
  name: string,
  more: MetaOptions = {},
): SeedObject["metadata"] {
  const identity = identityOf(options, kind, namespace, name);
  // Minutes apart, so that objects applied by one command do not look like clockwork.
  const spreadMs = Math.floor(fractionOf(`${identity}|age`) * 3_600_000);
  const createdMs =
    more.ageMinutes === undefined
      ? options.nowMs - (more.ageDays ?? 40) * dayMs + spreadMs
      : options.nowMs - more.ageMinutes * 60_000;
  const creationTimestamp = timestampSeconds(createdMs);
  const metadata: Partial<StoredMetadata> & { name: string } = {
    name,
    uid: uidOfObject(options, kind, namespace, name),
    creationTimestamp,
    labels: more.labels ?? {},
    annotations: more.annotations ?? {},
    managedFields: [
      {
        manager: more.manager ?? "kubectl-client-side-apply",
        operation: "Update",
        apiVersion: "v1",
        time: creationTimestamp,
        fieldsType: "FieldsV1",
        fieldsV1: fieldsOf(Object.keys(more.labels ?? {})),
      },
    ],
  };
  return namespace === undefined ? metadata : { ...metadata, namespace };
}

const fields = new Map<string, object>();

/** One object for all that have the same labels: stored objects never change. */
function fieldsOf(labels: readonly string[]): object {
  const key = labels.join(",");
  const known = fields.get(key) ?? {
    "f:metadata": {
      "f:labels": Object.fromEntries(labels.map((label) => [`f:${label}`, {}])),
    },
  };
  fields.set(key, known);
  return known;
}

/** The uid that an object of this name has or will have. */
export function uidOfObject(
  options: ScenarioOptions,
  kind: string,
  namespace: string | undefined,
  name: string,
): string {
  return uidOf(identityOf(options, kind, namespace, name));
}

function identityOf(
  { seed }: ScenarioOptions,
  kind: string,
  namespace: string | undefined,
  name: string,
): string {
  return `${seed}|${kind}|${namespace ?? ""}|${name}`;
}
