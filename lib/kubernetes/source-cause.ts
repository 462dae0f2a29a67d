import type { SourceCause, SourceCauseCode } from "@/lib/mesh/source";
import type { KubernetesProblemCode } from "./problem";

/** What a problem means for the source it keeps from being read. */
export function causeOf({
  code,
}: {
  readonly code: KubernetesProblemCode;
}): SourceCause {
  return { code: CAUSES[code], names: [] };
}

/** @param resource e.g. "peerauthentications.security.istio.io" */
export function causeOfAbsence(
  resource: string,
  isDropped: boolean,
): SourceCause {
  return {
    code: isDropped ? "not-served-any-more" : "not-served",
    names: [resource],
  };
}

const CAUSES: Readonly<Record<KubernetesProblemCode, SourceCauseCode>> = {
  "kubeconfig-missing": "unreachable",
  "kubeconfig-invalid": "unreachable",
  "context-unknown": "unreachable",
  unreachable: "unreachable",
  unauthorized: "unauthorized",
  forbidden: "forbidden",
  "not-found": "refused",
  conflict: "refused",
  rejected: "refused",
  // The server forgot where we stood; the list is read again.
  gone: "overloaded",
  "not-served": "not-served",
  timeout: "timeout",
  malformed: "malformed",
  "server-error": "overloaded",
};
