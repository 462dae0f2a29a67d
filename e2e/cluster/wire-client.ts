import { readFileSync } from "node:fs";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest, type RequestOptions } from "node:https";
import { gunzipSync } from "node:zlib";

/** How to reach a Kubernetes API server, real or simulated. */
export interface ClusterConnection {
  server: string;
  token?: string;
  /** PEM, or a file with it. */
  ca?: string;
  caFile?: string;
  cert?: string;
  key?: string;
  insecure?: boolean;
}

export interface Call {
  body?: unknown;
  /** Content type of the body; `application/json` when absent. */
  type?: string;
  headers?: Record<string, string>;
}

export interface Answer {
  code: number;
  headers: IncomingMessage["headers"];
  text: string;
  /** The parsed body; an empty object when it is not a JSON object. */
  json: Json;
}

export type Json = Record<string, unknown>;

export interface WatchEvent {
  type: string;
  object: Json;
}

/** An open watch whose events can be awaited one by one. */
export interface OpenWatch {
  code: number;
  /** The next event; null when the watch has ended. */
  next(): Promise<WatchEvent | null>;
  close(): void;
}

/** Plain HTTP with nothing between the test and the wire. */
export class WireClient {
  constructor(private readonly connection: ClusterConnection) {}

  /** A client with other credentials, or none. */
  as(token: string | null): WireClient {
    const {
      token: _token,
      cert: _cert,
      key: _key,
      ...server
    } = this.connection;
    return new WireClient(token === null ? server : { ...server, token });
  }

  async call(method: string, path: string, call: Call = {}): Promise<Answer> {
    const response = await this.open(method, path, call);
    const chunks: Buffer[] = [];
    for await (const chunk of response) {
      chunks.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
    }
    const raw = Buffer.concat(chunks);
    const isGzip = response.headers["content-encoding"] === "gzip";
    const text = (isGzip ? gunzipSync(raw) : raw).toString("utf8");
    return {
      code: response.statusCode ?? 0,
      headers: response.headers,
      text,
      json: asJson(text),
    };
  }

  async watch(path: string): Promise<OpenWatch> {
    const response = await this.open("GET", path, {});
    const events = eventsOf(response);
    return {
      code: response.statusCode ?? 0,
      next: async () => {
        const { value, done } = await events.next();
        return done === true || value === undefined ? null : value;
      },
      close: () => response.destroy(),
    };
  }

  private open(
    method: string,
    path: string,
    call: Call,
  ): Promise<IncomingMessage> {
    const { server, token, ca, caFile, cert, key, insecure } = this.connection;
    const url = new URL(path, server);
    const body = bodyText(call.body);
    const options: RequestOptions = {
      method,
      headers: {
        accept: "application/json",
        "user-agent": "contract/1",
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === null
          ? {}
          : {
              "content-type": call.type ?? "application/json",
              "content-length": String(Buffer.byteLength(body)),
            }),
        ...call.headers,
      },
      ...(insecure === true ? { rejectUnauthorized: false } : {}),
      ...(ca === undefined ? {} : { ca }),
      ...(caFile === undefined ? {} : { ca: readFileSync(caFile) }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
    };
    return new Promise((resolve, reject) => {
      const send = url.protocol === "https:" ? httpsRequest : httpRequest;
      const request = send(url, options, resolve);
      request.on("error", reject);
      request.end(body ?? undefined);
    });
  }
}

/** Walks into a JSON value by keys; undefined when there is nothing. */
export function at(value: unknown, ...keys: (string | number)[]): unknown {
  return keys.reduce<unknown>(
    (node, key) =>
      typeof node === "object" && node !== null
        ? Reflect.get(node, String(key))
        : undefined,
    value,
  );
}

/** A list at a path of a JSON value, empty when there is none. */
export function listAt(
  value: unknown,
  ...keys: (string | number)[]
): unknown[] {
  const found = at(value, ...keys);
  return Array.isArray(found) ? found : [];
}

function bodyText(body: unknown): string | null {
  if (body === undefined) {
    return null;
  }
  return typeof body === "string" ? body : JSON.stringify(body);
}

async function* eventsOf(
  response: IncomingMessage,
): AsyncGenerator<WatchEvent> {
  let pending = "";
  try {
    for await (const chunk of response) {
      const lines = (pending + String(chunk)).split("\n");
      pending = lines.pop() ?? "";
      for (const line of lines.filter((text) => text !== "")) {
        const event = asJson(line);
        yield { type: String(event.type), object: asObject(event.object) };
      }
    }
  } catch {
    // A destroyed connection ends the events; whoever awaits the next one sees null.
  }
}

function asJson(text: string): Json {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return {};
  }
}

function asObject(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}
