import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { ApiProblem, problemResponse, toProblem } from "@/lib/api/problem";
import { allowedHostsOf } from "@/lib/config/allowed-hosts";
import { refuseRequest } from "@/lib/server/request-guard";
import {
  contentSecurityPolicy,
  DATA_POLICY,
  SECURITY_HEADERS,
} from "@/lib/server/security-headers";

const ALLOWED_HOSTS = allowedHostsOf(process.env.LOCKSTEP_ALLOWED_HOSTS);
const DEVELOPMENT = process.env.NODE_ENV === "development";
const POLICY = "content-security-policy";

/** Before every page and route: refuse what other sites send, and tell the browser what ours may do. */
export function proxy(request: NextRequest): Response {
  const { method, headers } = request;
  const refusal = refuseRequest(
    {
      method,
      path: request.nextUrl.pathname,
      host: headers.get("host"),
      origin: headers.get("origin"),
      secFetchSite: headers.get("sec-fetch-site"),
      contentType: headers.get("content-type"),
    },
    ALLOWED_HOSTS,
  );
  if (refusal) {
    return secured(
      problemResponse(
        toProblem(new ApiProblem("cross-site", refusal.detail, refusal.remedy)),
      ),
    );
  }
  if (request.nextUrl.pathname.startsWith("/api/")) {
    const answer = NextResponse.next();
    answer.headers.set(POLICY, DATA_POLICY);
    return secured(answer);
  }
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce, DEVELOPMENT);
  // Next finds the nonce for its own scripts in the request's policy; ours read the other header.
  const forwarded = new Headers(headers);
  forwarded.set(POLICY, policy);
  forwarded.set("x-nonce", nonce);
  const response = NextResponse.next({ request: { headers: forwarded } });
  response.headers.set(POLICY, policy);
  return secured(response);
}

export const config = { matcher: "/:path*" };

function secured(response: Response): Response {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
    response.headers.set(name, value);
  }
  return response;
}
