/** Why a caller sent plaintext, as far as the snapshot knows. Pure; the words are in `lib/words`. */
import { hasPlaintext } from "@/components/matrix/traffic-figures";
import type { Caller } from "@/lib/api/contract";
import type { ServiceDetail } from "@/lib/api/service-detail-contract";

type Rule = NonNullable<ServiceDetail["clientTls"][number]["rule"]>;

export type CallerWhy =
  /** Telemetry has no name for it. */
  | { readonly kind: "no-name" }
  /** A DestinationRule tells the sidecars of its namespace so (semantics B2). */
  | { readonly kind: "rule"; readonly namespace: string; readonly rule: Rule }
  | { readonly kind: "auto-mtls-off"; readonly namespace: string }
  /** Auto mTLS takes some or all of the pods for pods without a proxy (semantics B4). */
  | { readonly kind: "inferred"; readonly namespace: string }
  /** Its namespace's sidecars are told mutual TLS: now, which says nothing about a while ago. */
  | { readonly kind: "told-mutual-tls"; readonly namespace: string }
  | { readonly kind: "unexplained" };

/** @returns null for a caller without plaintext. Never guesses: what is not known is "unexplained". */
export function callerWhy(
  caller: Caller,
  clientTls: ServiceDetail["clientTls"],
  enableAutoMtls: boolean,
): CallerWhy | null {
  if (!hasPlaintext(caller)) return null;
  const { namespace, workload } = caller;
  if (namespace === null || workload === null) return { kind: "no-name" };
  const told = clientTls.find((entry) => entry.namespace === namespace);
  if (!told) return { kind: "unexplained" };
  if (MUTUAL.has(told.sends)) return { kind: "told-mutual-tls", namespace };
  if (told.rule) return { kind: "rule", namespace, rule: told.rule };
  if (told.sends === "per_endpoint" || enableAutoMtls) {
    return { kind: "inferred", namespace };
  }
  return { kind: "auto-mtls-off", namespace };
}

/** The second is mutual TLS too, though not the kind that ambient pods take. */
const MUTUAL: ReadonlySet<ServiceDetail["clientTls"][number]["sends"]> =
  new Set(["mutual_tls", "mutual_tls_without_hbone"]);
