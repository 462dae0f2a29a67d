import type { MeshTraffic } from "@/lib/api/overview-contract";

/**
 * How many proxies were scraped at least and at most, in steps with any; null where it was about as many all the
 * time. Pods come and go, so only a step with a tenth fewer than another is worth a word.
 */
export function proxyRange({
  steps,
}: Pick<MeshTraffic, "steps">): { least: number; most: number } | null {
  const counts = steps
    .map(({ proxies }) => proxies)
    .filter((proxies) => proxies > 0);
  if (counts.length === 0) return null;
  const least = Math.min(...counts);
  const most = Math.max(...counts);
  return least < most * 0.9 ? { least, most } : null;
}
