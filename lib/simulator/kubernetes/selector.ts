import type { StoredObject } from "@/lib/simulator/store";
import { badRequest } from "./status";

export type Selector = (object: StoredObject) => boolean;

const operatorPattern = /^([^=!,\s()]+)\s*(==|=|!=)\s*([^=!,\s()]*)$/;
const setPattern = /^([^=!,\s()]+)\s+(in|notin)\s+\(([^()]*)\)$/;
const namePattern = /^!?\s*[A-Za-z0-9]([-A-Za-z0-9_./]*[A-Za-z0-9])?$/;

/** `a=b,c!=d,e in (f,g),h notin (i),j,!k`. @throws StatusError 400 */
export function parseLabelSelector(text: string): Selector {
  const requirements = splitOutsideParentheses(text).map(labelRequirement);
  return ({ metadata }) =>
    requirements.every((matches) => matches(metadata.labels ?? {}));
}

/** Field selectors a real server knows for some kinds; name and namespace work everywhere. */
const fieldsOfKind: Readonly<Record<string, readonly string[]>> = {
  Pod: [
    "spec.nodeName",
    "spec.restartPolicy",
    "spec.schedulerName",
    "spec.serviceAccountName",
    "status.phase",
    "status.podIP",
    "status.nominatedNodeName",
  ],
  Namespace: ["status.phase"],
  Node: ["spec.unschedulable"],
  Job: ["status.successful"],
  ReplicaSet: ["status.replicas"],
};

/** `metadata.name=a,status.phase!=Running`. @throws StatusError 400 */
export function parseFieldSelector(kind: string, text: string): Selector {
  const requirements = text
    .split(",")
    .map((part) => fieldRequirement(kind, part.trim()));
  return (object) => requirements.every((matches) => matches(object));
}

/** The name that a field selector pins down, which access rules may allow by resourceNames. */
export function selectedName(fieldSelector: string | null): string | undefined {
  return /(?:^|,)metadata\.name==?([^,=!]+)(?:,|$)/.exec(
    fieldSelector ?? "",
  )?.[1];
}

function labelRequirement(
  part: string,
): (labels: Record<string, string>) => boolean {
  const comparison = operatorPattern.exec(part);
  if (comparison !== null) {
    const [, key = "", operator, value] = comparison;
    return operator === "!="
      ? (labels) => labels[key] !== value
      : (labels) => labels[key] === value;
  }
  const membership = setPattern.exec(part);
  if (membership !== null) {
    const [, key = "", operator, list = ""] = membership;
    const values = new Set(list.split(",").map((value) => value.trim()));
    return (labels) => {
      const value = labels[key];
      return operator === "in"
        ? value !== undefined && values.has(value)
        : value === undefined || !values.has(value);
    };
  }
  if (!namePattern.test(part)) {
    throw badRequest(
      `unable to parse requirement: found '${part}', expected: identifier`,
    );
  }
  return part.startsWith("!")
    ? (labels) => labels[part.slice(1).trim()] === undefined
    : (labels) => labels[part] !== undefined;
}

function fieldRequirement(kind: string, part: string): Selector {
  const match = /^([^=!]+)(==|=|!=)([^=!]*)$/.exec(part);
  if (match === null) {
    throw badRequest(`invalid selector: '${part}'; can't understand '${part}'`);
  }
  const [, path = "", operator, value] = match;
  const known = [
    "metadata.name",
    "metadata.namespace",
    ...(fieldsOfKind[kind] ?? []),
  ];
  if (!known.includes(path)) {
    throw badRequest(`field label not supported: ${path}`);
  }
  const steps = path.split(".");
  return (object) => {
    const found = steps.reduce<unknown>(
      (node, step) =>
        typeof node === "object" && node !== null
          ? Reflect.get(node, step)
          : undefined,
      object,
    );
    return (String(found ?? "") === value) === (operator !== "!=");
  };
}

function splitOutsideParentheses(text: string): string[] {
  return text
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
