/** Which services a kind of finding names, joined in the browser. Pure. */
import { rowKey } from "@/components/matrix/row-order";
import type { Findings } from "@/lib/api/findings-contract";
import type { FindingCode } from "@/lib/mesh/findings/finding";

export interface NamedServices {
  /** "namespace/name" */
  readonly keys: ReadonlySet<string>;
  /** false = the answer was cut short, so that services may be missing. */
  readonly complete: boolean;
}

/** The answer holds the most severe findings and of each the first few services; it says how many there are. */
export function namedServices(
  findings: Findings,
  codes: readonly FindingCode[],
): NamedServices {
  const wanted = new Set<FindingCode>(codes);
  const keys = new Set<string>();
  let received = 0;
  let complete = findings.complete;
  for (const { code, services, serviceCount } of findings.findings) {
    if (!wanted.has(code)) continue;
    received += 1;
    if (services.length < serviceCount) complete = false;
    for (const service of services) keys.add(rowKey(service));
  }
  let existing = 0;
  for (const { code, findings: count } of findings.codes) {
    if (wanted.has(code)) existing += count;
  }
  return { keys, complete: complete && received >= existing };
}
