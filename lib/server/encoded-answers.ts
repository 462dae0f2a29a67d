/**
 * Next takes `content-encoding` out of what a route answers, so an answer that was compressed once for all
 * viewers says so under a name of ours, which is put right when the header is written.
 */
import diagnostics from "node:diagnostics_channel";
import { ServerResponse } from "node:http";

export const BODY_ENCODING = "x-lockstep-body-encoding";

/** To be called once, before the first request. */
export function allowEncodedAnswers(): void {
  diagnostics.subscribe("http.server.request.start", (message) => {
    const response = responseOf(message);
    if (!response) return;
    const setHeader = response.setHeader.bind(response);
    response.setHeader = (name, value) =>
      setHeader(name === BODY_ENCODING ? "content-encoding" : name, value);
  });
}

function responseOf(message: unknown): ServerResponse | null {
  return typeof message === "object" &&
    message !== null &&
    "response" in message &&
    message.response instanceof ServerResponse
    ? message.response
    : null;
}
