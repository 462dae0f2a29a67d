import { randomBytes } from "node:crypto";
import {
  type Answer,
  at,
  type Call,
  type Json,
  type WireClient,
} from "@/e2e/cluster/wire-client";

export const group = "security.istio.io";
export const mediaTypes = {
  apply: "application/apply-patch+yaml",
  merge: "application/merge-patch+json",
  json: "application/json-patch+json",
};

/** One run's own namespace and the paths in it. */
export class Workspace {
  readonly namespace = `contract-${randomBytes(4).toString("hex")}`;
  readonly policies =
    `/apis/${group}/v1/namespaces/${this.namespace}/peerauthentications`;
  readonly betaPolicies = this.policies.replace("/v1/", "/v1beta1/");
  readonly rules =
    `/apis/networking.istio.io/v1/namespaces/${this.namespace}/destinationrules`;
  readonly configMaps = `/api/v1/namespaces/${this.namespace}/configmaps`;
  private count = 0;

  constructor(readonly client: WireClient) {}

  async open(): Promise<void> {
    const made = await this.call("POST", "/api/v1/namespaces", {
      body: {
        apiVersion: "v1",
        kind: "Namespace",
        metadata: { name: this.namespace },
      },
    });
    if (made.code !== 201) {
      throw new Error(
        `no namespace for the contract: ${made.code} ${made.text}`,
      );
    }
  }

  async close(): Promise<void> {
    for (const path of [this.policies, this.rules, this.configMaps]) {
      await this.call("DELETE", path);
    }
    await this.call("DELETE", `/api/v1/namespaces/${this.namespace}`);
  }

  call(method: string, path: string, call: Call = {}): Promise<Answer> {
    return this.client.call(method, path, call);
  }

  /** A name nobody used in this run. */
  newName(): string {
    this.count += 1;
    return `object-${this.count}`;
  }

  /** Creates a PeerAuthentication with a new name and answers what the server made of it. */
  async newPolicy(spec: Json = strict, metadata: Json = {}): Promise<Json> {
    const name = this.newName();
    const made = await this.call("POST", this.policies, {
      body: policy(name, spec, metadata),
    });
    if (made.code !== 201) {
      throw new Error(`no policy for the contract: ${made.code} ${made.text}`);
    }
    return made.json;
  }

  async read(name: string): Promise<Json> {
    return (await this.call("GET", `${this.policies}/${name}`)).json;
  }

  apply(
    name: string,
    manager: string,
    spec: Json,
    more: { query?: string; metadata?: Json } = {},
  ) {
    const path = `${this.policies}/${name}?fieldManager=${manager}${more.query ?? ""}`;
    return this.call("PATCH", path, {
      type: mediaTypes.apply,
      body: policy(name, spec, more.metadata),
    });
  }

  merge(name: string, patch: Json, query = ""): Promise<Answer> {
    return this.call("PATCH", `${this.policies}/${name}${query}`, {
      type: mediaTypes.merge,
      body: patch,
    });
  }
}

export const strict: Json = { mtls: { mode: "STRICT" } };
export const permissive: Json = { mtls: { mode: "PERMISSIVE" } };

export function policy(name: string, spec: Json, metadata: Json = {}): Json {
  return {
    apiVersion: `${group}/v1`,
    kind: "PeerAuthentication",
    metadata: { name, ...metadata },
    spec,
  };
}

export function nameOf(object: unknown): string {
  return String(at(object, "metadata", "name"));
}

export function versionOf(object: unknown): string {
  return String(at(object, "metadata", "resourceVersion"));
}
