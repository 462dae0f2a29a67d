import type {
  DetailPort,
  ServiceDetail,
} from "@/lib/api/service-detail-contract";

/**
 * Ports of a service that is not the same at all of them; empty where every port would only repeat the
 * service's own verdict and first reason.
 */
export function portVerdicts({
  policy,
  verdict,
}: Pick<ServiceDetail, "policy" | "verdict">): readonly DetailPort[] {
  const differs = policy.ports.some(
    (port) =>
      port.verdict.state !== verdict.state ||
      port.verdict.reasons[0]?.code !== verdict.reasons[0]?.code,
  );
  return policy.ports.length > 1 && differs ? policy.ports : [];
}
