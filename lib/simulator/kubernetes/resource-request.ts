import type { IncomingMessage, ServerResponse } from "node:http";
import type { Identity } from "./access";
import type { KubernetesHandlerOptions } from "./options";
import type { ResourcePath } from "./request-path";

/** A request for a resource whose sender is known. */
export interface ResourceRequest {
  request: IncomingMessage;
  response: ServerResponse;
  identity: Identity;
  path: ResourcePath;
  query: URLSearchParams;
  options: KubernetesHandlerOptions;
}
