/**
 * Which requests we answer at all. Lockstep listens on loopback, but any web page that a user of
 * this machine opens can send requests there too:
 *
 * - under a foreign name that resolves to 127.0.0.1 (DNS rebinding): told by the Host header;
 * - across origins: told by Sec-Fetch-Site and Origin, which no page can forge.
 */
import { hostnameOf } from "@/lib/config/allowed-hosts";

export interface GuardedRequest {
  readonly method: string;
  /** The URL's path. */
  readonly path: string;
  /** Header values; null where the header is absent. */
  readonly host: string | null;
  readonly origin: string | null;
  readonly secFetchSite: string | null;
  readonly contentType: string | null;
}

export interface Refusal {
  readonly detail: string;
  readonly remedy: string;
}

/**
 * Why the request is refused; null when it may pass.
 * @param allowedHosts as `allowedHostsOf` tells them: names besides the loopback ones
 */
export function refuseRequest(
  request: GuardedRequest,
  allowedHosts: readonly string[],
): Refusal | null {
  const name = hostnameOf(request.host ?? "");
  if (name === null || !isKnown(name, allowedHosts)) {
    return {
      detail: "The request names a host that is not this server.",
      remedy:
        "Use http://127.0.0.1 or http://localhost, or list the host name in LOCKSTEP_ALLOWED_HOSTS.",
    };
  }
  if (request.method === "GET" || request.method === "HEAD") {
    return refuseForeignRead(request);
  }
  return refuseOrigin(request, allowedHosts) ?? refuseContentType(request);
}

/** Links from anywhere may open a page, but what the API tells is for our own pages. */
function refuseForeignRead({ path, secFetchSite }: GuardedRequest) {
  const isForeign =
    secFetchSite === "cross-site" || secFetchSite === "same-site";
  return isForeign && isApi(path)
    ? {
        detail: "The request comes from another site.",
        remedy: "Open Lockstep under its own address.",
      }
    : null;
}

/** Only ways of asking that a browser would never let another site use. */
function refuseOrigin(
  { host, origin, secFetchSite }: GuardedRequest,
  allowedHosts: readonly string[],
): Refusal | null {
  const remedy =
    "Open Lockstep under its own address. Programs send the header Origin with the server's own address. A reverse proxy keeps the header Host, or serves https under a name in LOCKSTEP_ALLOWED_HOSTS.";
  if (secFetchSite !== null && secFetchSite !== "same-origin") {
    return { detail: "The request comes from another site.", remedy };
  }
  if (origin !== null && !isOwnOrigin(origin, host, allowedHosts)) {
    return { detail: "The request comes from another origin.", remedy };
  }
  if (origin === null && secFetchSite === null) {
    return { detail: "The request does not say where it comes from.", remedy };
  }
  return null;
}

/**
 * We speak plain http, and X-Forwarded-Proto is anybody's to write. So an https page can only be ours
 * through a proxy, under an allowed name: that of Host, or its own if the proxy replaced Host.
 */
function isOwnOrigin(
  origin: string,
  host: string | null,
  allowedHosts: readonly string[],
): boolean {
  if (host === null) return false;
  const name = hostnameOf(host);
  if (name === null) return false;
  const isNamed = allowedHosts.some((entry) => hostnameOf(entry) === name);
  return (
    origin === new URL(`http://${host}`).origin ||
    (isNamed && origin === new URL(`https://${host}`).origin) ||
    allowedHosts.some((entry) => origin === `https://${entry}`)
  );
}

/** Forms can post anywhere without asking, but not as JSON. Pages have formats of their own. */
function refuseContentType({
  method,
  path,
  contentType,
}: GuardedRequest): Refusal | null {
  if (!isApi(path)) return null;
  if (method === "DELETE" && contentType === null) return null;
  const type = contentType?.split(";")[0]?.trim().toLowerCase();
  return type === "application/json"
    ? null
    : {
        detail: "The request's content type is not JSON.",
        remedy: "Send the body as application/json.",
      };
}

function isKnown(name: string, allowedHosts: readonly string[]): boolean {
  return (
    name === "localhost" ||
    name === "[::1]" ||
    /^127\.\d+\.\d+\.\d+$/.test(name) ||
    allowedHosts.some((entry) => hostnameOf(entry) === name)
  );
}

/** However the path is written; one that cannot be read is held to the API's rules. */
function isApi(path: string): boolean {
  try {
    return /^\/+api\//i.test(decodeURIComponent(path));
  } catch {
    return true;
  }
}
