/**
 * What the browser may do with our pages: run our own scripts, talk to us, and nothing else.
 *
 * @param nonce names the scripts and styles of one answer
 * @param development the bundler's client evaluates code and injects styles while developing
 */
export function contentSecurityPolicy(
  nonce: string,
  development: boolean,
): string {
  const own = `'self' 'nonce-${nonce}'`;
  return Object.entries({
    "default-src": "'none'",
    "script-src": `${own} 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    // A nonce would switch 'unsafe-inline' off.
    "style-src": development ? "'self' 'unsafe-inline'" : own,
    // React's style attributes: positions of virtual rows, widths of bars.
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "object-src": "'none'",
  })
    .map(([directive, value]) => `${directive} ${value}`)
    .join("; ");
}

/** For answers that are data: shown as a page, they may do nothing at all. */
export const DATA_POLICY =
  "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";

/** The same for every answer. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  // "no-referrer" would also blank the Origin that the request guard asks for.
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy":
    "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
};
