/**
 * Namespaces that the platform runs itself. They are judged like all others; the page only puts them
 * last, because nobody starts a migration there.
 */
export function isSystemNamespace(
  namespace: string,
  rootNamespace: string,
): boolean {
  return (
    namespace === rootNamespace ||
    namespace.startsWith("kube-") ||
    namespace.startsWith("istio-")
  );
}
