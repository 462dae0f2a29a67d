/** A way into the cluster that some controller opens: only what says where it leads, and whose it is. */
export interface Ingress {
  readonly namespace: string;
  readonly name: string;
  /** null = it names none. */
  readonly className: string | null;
  /** It names its class by the annotation of old, which controllers read before IngressClasses existed. */
  readonly isClassAnnotated: boolean;
  /** Names of services in its own namespace, each once. */
  readonly services: readonly string[];
}

export interface IngressClass {
  readonly name: string;
  /** e.g. "k8s.io/ingress-nginx" */
  readonly controller: string;
}

/**
 * Whether Istio's own gateway serves it, which is a client of the mesh with an identity (semantics E15).
 * The annotation wins over the class, and `istio` is what Istio answers to unless it is told otherwise.
 * Source: istiod's ingress controller, shouldProcessIngress; mesh config `ingressClass`.
 */
export function isServedByIstio(
  { className, isClassAnnotated }: Ingress,
  classes: readonly IngressClass[],
): boolean {
  if (className === null) return false;
  return isClassAnnotated
    ? className === "istio"
    : classes.some(
        ({ name, controller }) =>
          name === className && controller === "istio.io/ingress-controller",
      );
}
