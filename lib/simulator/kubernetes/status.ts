import { groupResource } from "./resources";

/** One reason inside a Status: what is wrong with which field. */
export interface StatusCause {
  reason: string;
  message: string;
  field?: string;
}

export interface StatusDetails {
  name?: string;
  group?: string;
  kind?: string;
  uid?: string;
  causes?: StatusCause[];
  retryAfterSeconds?: number;
}

/** The body of every refusal, `kind: Status`. */
export interface Status {
  kind: "Status";
  apiVersion: "v1";
  metadata: Record<string, unknown>;
  status: "Success" | "Failure";
  message?: string;
  reason?: string;
  details?: StatusDetails;
  code?: number;
}

/** What a request is about, for the sentences of its errors. */
export interface ResourceName {
  group: string;
  resource: string;
  name?: string | undefined;
}

/** A refusal on its way to the client; the handler turns it into the answer. */
export class StatusError extends Error {
  readonly status: Status;

  constructor(
    code: number,
    reason: string | undefined,
    message: string,
    details?: StatusDetails,
  ) {
    super(message);
    this.name = "StatusError";
    this.status = {
      kind: "Status",
      apiVersion: "v1",
      metadata: {},
      status: "Failure",
      message,
      ...(reason === undefined ? {} : { reason }),
      ...(details === undefined ? {} : { details }),
      code,
    };
  }
}

export function badRequest(message: string): StatusError {
  return new StatusError(400, "BadRequest", message);
}

export function notFound(target: ResourceName): StatusError {
  return new StatusError(
    404,
    "NotFound",
    `${groupResource(target.group, target.resource)} ${quoted(target.name)} not found`,
    resourceDetails(target),
  );
}

/** The answer for a path that names no resource of a known group version. */
export function unknownResource(): StatusError {
  return new StatusError(
    404,
    "NotFound",
    "the server could not find the requested resource",
    {},
  );
}

export function methodNotAllowed(): StatusError {
  return new StatusError(
    405,
    "MethodNotAllowed",
    "the server does not allow this method on the requested resource",
    {},
  );
}

export function alreadyExists(target: ResourceName): StatusError {
  return new StatusError(
    409,
    "AlreadyExists",
    `${groupResource(target.group, target.resource)} ${quoted(target.name)} already exists`,
    resourceDetails(target),
  );
}

export function conflict(target: ResourceName, why: string): StatusError {
  return new StatusError(
    409,
    "Conflict",
    `Operation cannot be fulfilled on ${groupResource(target.group, target.resource)} ${quoted(target.name)}: ${why}`,
    resourceDetails(target),
  );
}

export const modifiedMeanwhile =
  "the object has been modified; please apply your changes to the latest version and try again";

/** 422; `kind` and `group` as the object calls itself. */
export function invalid(
  kind: string,
  group: string,
  name: string,
  causes: readonly StatusCause[],
): StatusError {
  const sentences = causes.map((cause) => `${cause.field}: ${cause.message}`);
  const all =
    sentences.length === 1 ? sentences.join("") : `[${sentences.join(", ")}]`;
  return new StatusError(
    422,
    "Invalid",
    `${groupResource(group, kind)} ${quoted(name)} is invalid: ${all}`,
    {
      ...(name === "" ? {} : { name }),
      ...(group === "" ? {} : { group }),
      ...(kind === "" ? {} : { kind }),
      causes: [...causes],
    },
  );
}

export function unsupportedMediaType(accepted: readonly string[]): StatusError {
  return new StatusError(
    415,
    "UnsupportedMediaType",
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(", ")}`,
  );
}

/** 410: the history a client asks for is gone. */
export function expired(message: string): StatusError {
  return new StatusError(410, "Expired", message);
}

export function resourceVersionTooLarge(
  asked: number,
  current: number,
): StatusError {
  return new StatusError(
    504,
    "Timeout",
    `Timeout: Too large resource version: ${asked}, current: ${current}`,
    {
      causes: [
        {
          reason: "ResourceVersionTooLarge",
          message: "Too large resource version",
        },
      ],
      retryAfterSeconds: 1,
    },
  );
}

export function unsupportedResourceVersion(text: string): StatusError {
  return badRequest(
    `invalid resource version: resourceVersion: Invalid value: ${JSON.stringify(text)}: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`,
  );
}

export function unavailable(): StatusError {
  return new StatusError(
    503,
    "ServiceUnavailable",
    "the server is currently unable to handle the request",
    { retryAfterSeconds: 1 },
  );
}

export function unauthorized(): StatusError {
  return new StatusError(401, "Unauthorized", "Unauthorized");
}

export function resourceDetails({
  name,
  group,
  resource,
}: ResourceName): StatusDetails {
  return {
    ...(name === undefined || name === "" ? {} : { name }),
    ...(group === "" ? {} : { group }),
    kind: resource,
  };
}

function quoted(name: string | undefined): string {
  return JSON.stringify(name ?? "");
}
