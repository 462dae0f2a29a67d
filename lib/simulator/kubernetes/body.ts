import type { IncomingMessage } from "node:http";
import { parse as parseYaml } from "yaml";
import { BodyTooLarge, readBody } from "@/lib/simulator/http";
import { isJsonObject, type JsonObject } from "./compare";
import { badRequest, StatusError, unsupportedMediaType } from "./status";

const limitBytes = 3 * 1024 * 1024;
/** A real server reads protobuf too; whoever sends it is told that this one does not. */
const objectMediaTypes = ["application/json", "application/yaml"];

/** The body's text. @throws StatusError 413 */
export async function bodyText(request: IncomingMessage): Promise<string> {
  try {
    return await readBody(request, limitBytes);
  } catch (error) {
    if (error instanceof BodyTooLarge) {
      const message = `Request entity too large: limit is ${limitBytes}`;
      throw new StatusError(413, "RequestEntityTooLarge", message);
    }
    throw error;
  }
}

/** The media type of the body, without parameters, in lower case. */
export function mediaType(request: IncomingMessage): string {
  const [type = ""] = (request.headers["content-type"] ?? "").split(";");
  return type.trim().toLowerCase();
}

/** An object sent by create or update. @throws StatusError 400, 413, 415 */
export async function objectBody(
  request: IncomingMessage,
  kind: string,
): Promise<JsonObject> {
  const type = objectMediaType(request);
  const text = await bodyText(request);
  const parsed = type === "application/yaml" ? readYaml(text) : readJson(text);
  if (!isJsonObject(parsed.value)) {
    const problem = parsed.problem ?? "json: cannot unmarshal into an object";
    throw badRequest(
      `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; json parse error: ${problem} (${text.slice(0, 64)})`,
    );
  }
  return parsed.value;
}

/** A small object beside the path: the options of a deletion, a review. @throws StatusError 400, 413, 415 */
export async function optionsBody(request: IncomingMessage): Promise<unknown> {
  const type = objectMediaType(request);
  const text = await bodyText(request);
  const parsed =
    type === "application/yaml" ? readYaml(text) : readJson(text || "{}");
  if (parsed.problem !== undefined) {
    throw badRequest(
      `couldn't get version/kind; json parse error: ${parsed.problem}`,
    );
  }
  return parsed.value ?? {};
}

/** The configuration of a server-side apply: YAML, of which JSON is a part. @throws StatusError 400, 413 */
export async function applyBody(request: IncomingMessage): Promise<JsonObject> {
  const { value, problem } = readYaml(await bodyText(request));
  if (!isJsonObject(value)) {
    throw badRequest(
      `error decoding YAML: ${problem ?? "the document is not an object"}`,
    );
  }
  return value;
}

/** A merge or JSON patch. @throws StatusError 400, 413 */
export async function patchBody(request: IncomingMessage): Promise<unknown> {
  const { value, problem } = readJson(await bodyText(request));
  if (problem !== undefined) {
    throw badRequest(`error decoding patch: ${problem}`);
  }
  return value;
}

function objectMediaType(request: IncomingMessage): string {
  const type = mediaType(request);
  if (type !== "" && !objectMediaTypes.includes(type)) {
    throw unsupportedMediaType(objectMediaTypes);
  }
  return type;
}

interface Parsed {
  value: unknown;
  problem?: string;
}

function readJson(text: string): Parsed {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return {
      value: undefined,
      problem: String(error instanceof Error ? error.message : error),
    };
  }
}

function readYaml(text: string): Parsed {
  try {
    return { value: parseYaml(text) };
  } catch (error) {
    return {
      value: undefined,
      problem: String(error instanceof Error ? error.message : error),
    };
  }
}
