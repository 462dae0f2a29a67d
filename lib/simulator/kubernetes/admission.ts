import { isJsonObject, type JsonObject } from "./compare";
import { schemaOf } from "./istio-schemas";
import { validate } from "./schema";
import { invalid, type StatusCause } from "./status";
import type { Target } from "./target";
import { checkLogFilters } from "./telemetry-admission";

const subdomain =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const serviceLabel = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const qualifiedName = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const labelValue = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

const subdomainMessage =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const labelMessage =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const serviceLabelMessage =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
const labelValueMessage =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
const qualifiedNameMessage =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

/**
 * What a write must satisfy: valid metadata, and what the CRDs of Istio's policies demand.
 * @throws StatusError 422 with every cause; 400 where a webhook refuses.
 */
export function admit(target: Target, object: JsonObject): void {
  const { kind, group } = target.definition;
  const metadata = isJsonObject(object.metadata) ? object.metadata : {};
  const name = String(metadata.name ?? "");
  const schema = schemaOf(kind);
  const {
    apiVersion: _version,
    kind: _kind,
    metadata: _metadata,
    ...content
  } = object;
  const causes = [
    ...nameCauses(kind, name),
    ...labelCauses(metadata.labels),
    ...annotationCauses(metadata.annotations),
    ...(schema === null ? [] : validate(schema, content)),
  ];
  if (causes.length > 0) {
    throw invalid(kind, group, name, causes);
  }
  if (kind === "Telemetry") {
    checkLogFilters(object);
  }
}

function nameCauses(kind: string, name: string): StatusCause[] {
  const [pattern, message, limit] =
    kind === "Namespace"
      ? [label, labelMessage, 63]
      : kind === "Service"
        ? [serviceLabel, serviceLabelMessage, 63]
        : [subdomain, subdomainMessage, 253];
  if (name === "") {
    const required = "Required value: name or generateName is required";
    return [
      {
        reason: "FieldValueRequired",
        message: required,
        field: "metadata.name",
      },
    ];
  }
  return [
    ...(pattern.test(name) ? [] : [bad(name, message, "metadata.name")]),
    ...(name.length <= limit ? [] : [tooLong(name, limit, "metadata.name")]),
  ];
}

function labelCauses(labels: unknown): StatusCause[] {
  return entriesOf(labels).flatMap(([key, value]) => {
    const text = String(value);
    return [
      ...keyCauses(key, "metadata.labels"),
      ...(labelValue.test(text)
        ? []
        : [bad(text, labelValueMessage, "metadata.labels")]),
      ...(text.length <= 63 ? [] : [tooLong(text, 63, "metadata.labels")]),
    ];
  });
}

function annotationCauses(annotations: unknown): StatusCause[] {
  return entriesOf(annotations).flatMap(([key]) =>
    keyCauses(key, "metadata.annotations"),
  );
}

function keyCauses(key: string, field: string): StatusCause[] {
  const [prefix, name] = key.includes("/") ? key.split("/", 2) : ["", key];
  const valid =
    qualifiedName.test(name ?? "") &&
    (name ?? "").length <= 63 &&
    (prefix === "" || subdomain.test((prefix ?? "").toLowerCase()));
  return valid ? [] : [bad(key, qualifiedNameMessage, field)];
}

function bad(value: string, message: string, field: string): StatusCause {
  const text = `Invalid value: ${JSON.stringify(value)}: ${message}`;
  return { reason: "FieldValueInvalid", message: text, field };
}

function tooLong(value: string, limit: number, field: string): StatusCause {
  return bad(value, `must be no more than ${limit} characters`, field);
}

function entriesOf(value: unknown): [string, unknown][] {
  return isJsonObject(value) ? Object.entries(value) : [];
}
