/** Addresses of the pod whose sidecar writes the lines. */
export const POD = new Set(["10.244.1.7"]);

/** One line of Istio's default text format. */
export function line(parts: Partial<Record<string, string>> = {}): string {
  const p = {
    time: "2026-11-22T10:41:07.123Z",
    request: "GET /get HTTP/1.1",
    result: "200 - via_upstream -",
    userAgent: "curl/8.11.0",
    cluster: "inbound|8080||",
    local: "10.244.1.7:8080",
    remote: "10.244.2.9:51234",
    sni: "-",
    ...parts,
  };
  return `[${p.time}] "${p.request}" ${p.result} "-" 0 1270 4 3 "-" "${p.userAgent}" "6f1c8a5e-9b" "httpbin.foo:8000" "10.244.1.7:8080" ${p.cluster} 127.0.0.6:40123 ${p.local} ${p.remote} ${p.sni} default`;
}

/** A connection without HTTP has nothing that a header could hold. */
export function withoutHttp(parts: Parameters<typeof line>[0]): string {
  return line({ request: "- - -", userAgent: "-", ...parts })
    .replace('"6f1c8a5e-9b" "httpbin.foo:8000"', '"-" "-"')
    .replace(" 4 3 ", " 4 - ");
}
