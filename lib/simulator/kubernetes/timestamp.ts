/** Kubernetes' metav1.Time: RFC 3339 in UTC with whole seconds. */
export function timestampSeconds(unixMs: number): string {
  return `${new Date(unixMs).toISOString().slice(0, 19)}Z`;
}
