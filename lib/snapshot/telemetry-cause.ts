import type { SourceCause, SourceCauseCode } from "@/lib/mesh/source";
import type {
  PrometheusProblem,
  PrometheusProblemCode,
} from "@/lib/prometheus/problem";

/** What a problem of Prometheus means for the traffic it keeps from being known. */
export function telemetryCause({
  code,
}: Pick<PrometheusProblem, "code">): SourceCause {
  return { code: CAUSES[code], names: [] };
}

const CAUSES: Readonly<Record<PrometheusProblemCode, SourceCauseCode>> = {
  unreachable: "unreachable",
  timeout: "timeout",
  tls: "tls",
  unauthorized: "unauthorized",
  "not-prometheus": "not-prometheus",
  "bad-query": "bad-query",
  overloaded: "overloaded",
  "too-much": "too-much",
  malformed: "malformed",
  // Asked again when needed.
  cancelled: "first-reading",
};
