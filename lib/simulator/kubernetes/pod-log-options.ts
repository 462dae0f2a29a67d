import { badRequest, invalid, type StatusCause } from "./status";

export interface PodLogOptions {
  readonly container: string | null;
  readonly follow: boolean;
  readonly previous: boolean;
  readonly sinceSeconds: number | null;
  /** Of `sinceTime`. */
  readonly sinceMs: number | null;
  readonly tailLines: number | null;
  readonly limitBytes: number | null;
  readonly timestamps: boolean;
}

/**
 * The query of `pods/log`.
 * @throws StatusError 400 for what cannot be read, 422 for what can and makes no sense
 */
export function readPodLogOptions(
  pod: string,
  query: URLSearchParams,
): PodLogOptions {
  const options = {
    container: text(query, "container"),
    follow: flag(query, "follow"),
    previous: flag(query, "previous"),
    sinceSeconds: whole(query, "sinceSeconds"),
    sinceMs: time(query, "sinceTime"),
    tailLines: whole(query, "tailLines"),
    limitBytes: whole(query, "limitBytes"),
    timestamps: flag(query, "timestamps"),
  };
  const causes = [
    ...below("tailLines", options.tailLines, 0),
    ...below("limitBytes", options.limitBytes, 1),
    ...(options.sinceSeconds !== null && options.sinceMs !== null
      ? [
          forbidden(
            "at most one of `sinceTime` or `sinceSeconds` may be specified",
          ),
        ]
      : below("sinceSeconds", options.sinceSeconds, 1)),
  ];
  if (causes.length > 0) {
    throw invalid("PodLogOptions", "", pod, causes);
  }
  return options;
}

function below(
  field: string,
  value: number | null,
  least: 0 | 1,
): StatusCause[] {
  if (value === null || value >= least) {
    return [];
  }
  const bound = least === 0 ? "greater than or equal to 0" : "greater than 0";
  return [
    {
      reason: "FieldValueInvalid",
      message: `Invalid value: ${value}: must be ${bound}`,
      field,
    },
  ];
}

function forbidden(why: string): StatusCause {
  return {
    reason: "FieldValueForbidden",
    message: `Forbidden: ${why}`,
    field: "",
  };
}

function text(query: URLSearchParams, name: string): string | null {
  const value = query.get(name) ?? "";
  return value === "" ? null : value;
}

function flag(query: URLSearchParams, name: string): boolean {
  const value = query.get(name);
  return value !== null && !/^(0|f|false)$/i.test(value);
}

function whole(query: URLSearchParams, name: string): number | null {
  const value = text(query, name);
  if (value !== null && !/^-?\d+$/.test(value)) {
    throw badRequest(
      `strconv.ParseInt: parsing ${JSON.stringify(value)}: invalid syntax`,
    );
  }
  return value === null ? null : Number(value);
}

function time(query: URLSearchParams, name: string): number | null {
  const value = text(query, name);
  const ms = value === null ? null : Date.parse(value);
  if (ms !== null && Number.isNaN(ms)) {
    throw badRequest(
      `parsing time ${JSON.stringify(value)} as "2006-01-02T15:04:05Z07:00": cannot parse ${JSON.stringify(value)} as "2006"`,
    );
  }
  return ms;
}
