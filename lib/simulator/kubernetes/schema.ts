import { isJsonObject } from "./compare";
import type { StatusCause } from "./status";

/** The part of OpenAPI that our custom resources need, with CEL rules as functions. */
export interface Schema {
  type: "object" | "array" | "string" | "integer" | "boolean";
  /** Known fields; others are pruned, unless there is neither this nor `values`. */
  properties?: Readonly<Record<string, Schema>>;
  /** Schema of every value of a free map. */
  values?: Schema;
  items?: Schema;
  required?: readonly string[];
  oneOf?: readonly string[];
  minProperties?: number;
  minimum?: number;
  rules?: readonly Rule[];
}

interface Rule {
  message: string;
  holds: (value: unknown) => boolean;
  /** Strings are quoted in the refusal, objects are not. */
  quotes?: boolean;
}

const uncheckedRules: StatusCause = {
  reason: "FieldValueInvalid",
  message:
    "Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation",
  field: "<nil>",
};

/** Violations in the wording of the API server: structure first, rules only on sound structure. */
export function validate(schema: Schema, value: unknown): StatusCause[] {
  const structure = structureCauses(schema, value, "");
  const blocking = structure.some(
    ({ reason }) => reason !== "FieldValueInvalid",
  );
  return blocking
    ? [...structure, uncheckedRules]
    : [...structure, ...ruleCauses(schema, value, "")];
}

/** Paths of fields that the schema does not know, as `spec.mtlss`. */
export function unknownFields(
  schema: Schema,
  value: unknown,
  path = "",
): string[] {
  return children(schema, value, path).flatMap(({ key, child, at }) =>
    key === null ? [at] : unknownFields(key, child, at),
  );
}

/** A copy without the fields that the schema does not know. */
export function prune(schema: Schema, value: unknown): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined
      ? value
      : value.map((item) => prune(items, item));
  }
  if (!isJsonObject(value) || isOpen(schema)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, child]): [string, unknown][] => {
      const known = schema.properties?.[name] ?? schema.values;
      return known === undefined ? [] : [[name, prune(known, child)]];
    }),
  );
}

function structureCauses(
  schema: Schema,
  value: unknown,
  path: string,
): StatusCause[] {
  const actual = typeName(value);
  if (actual !== schema.type) {
    const message = `Invalid value: "${actual}": ${path} in body must be of type ${schema.type}: "${actual}"`;
    return [{ reason: "FieldValueTypeInvalid", message, field: path }];
  }
  return [
    ...ownCauses(schema, value, path),
    ...children(schema, value, path).flatMap(({ key, child, at }) =>
      key === null ? [] : structureCauses(key, child, at),
    ),
  ];
}

function ownCauses(
  schema: Schema,
  value: unknown,
  path: string,
): StatusCause[] {
  const causes: StatusCause[] = [];
  const { oneOf, minimum, minProperties = 0 } = schema;
  if (
    oneOf !== undefined &&
    typeof value === "string" &&
    !oneOf.includes(value)
  ) {
    const supported = oneOf.map((known) => JSON.stringify(known)).join(", ");
    const message = `Unsupported value: ${JSON.stringify(value)}: supported values: ${supported}`;
    causes.push({ reason: "FieldValueNotSupported", message, field: path });
  }
  if (minimum !== undefined && typeof value === "number" && value < minimum) {
    const message = `Invalid value: ${value}: ${path} in body should be greater than or equal to ${minimum}`;
    causes.push({ reason: "FieldValueInvalid", message, field: path });
  }
  if (!isJsonObject(value)) {
    return causes;
  }
  const count = Object.keys(value).length;
  if (count < minProperties) {
    const message = `Invalid value: ${count}: ${path} in body should have at least ${minProperties} properties`;
    causes.push({ reason: "FieldValueInvalid", message, field: path });
  }
  for (const name of schema.required ?? []) {
    if (value[name] === undefined) {
      const message = "Required value";
      causes.push({
        reason: "FieldValueRequired",
        message,
        field: joinPath(path, name),
      });
    }
  }
  return causes;
}

function ruleCauses(
  schema: Schema,
  value: unknown,
  path: string,
): StatusCause[] {
  const own = (schema.rules ?? [])
    .filter(({ holds }) => !holds(value))
    .map(({ message, quotes }) => ({
      reason: "FieldValueInvalid",
      message: `Invalid value: ${quotes ? `${JSON.stringify(value)}: ` : ""}${message}`,
      field: path,
    }));
  const below = children(schema, value, path).flatMap(
    ({ key, child, at, inMap }) =>
      key === null
        ? []
        : ruleCauses(key, child, inMap ? at.replace(/\.([^.]*)$/, "[$1]") : at),
  );
  return [...own, ...below];
}

interface Child {
  /** The child's schema; null for a field that is not declared. */
  key: Schema | null;
  child: unknown;
  at: string;
  inMap: boolean;
}

function children(schema: Schema, value: unknown, path: string): Child[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined
      ? []
      : value.map((child, index) => ({
          key: items,
          child,
          at: `${path}[${index}]`,
          inMap: false,
        }));
  }
  if (!isJsonObject(value) || isOpen(schema)) {
    return [];
  }
  return Object.entries(value)
    .sort(byName)
    .map(([name, child]) => ({
      key: schema.properties?.[name] ?? schema.values ?? null,
      child,
      at: joinPath(path, name),
      inMap: schema.values !== undefined,
    }));
}

function byName([left]: [string, unknown], [right]: [string, unknown]): number {
  return left < right ? -1 : 1;
}

function isOpen({ properties, values }: Schema): boolean {
  return properties === undefined && values === undefined;
}

function joinPath(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

function typeName(value: unknown): string {
  if (value === null) {
    return "null";
  }
  if (Array.isArray(value)) {
    return "array";
  }
  return typeof value === "number" && Number.isInteger(value)
    ? "integer"
    : typeof value;
}
