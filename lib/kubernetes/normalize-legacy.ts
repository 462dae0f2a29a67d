import type { LegacyPolicy } from "@/lib/mesh/objects";
import { type Project, projector } from "./projection";
import { legacyPolicySchema } from "./schema";
import { writtenMeta } from "./written-meta";

/** `authentication.istio.io/v1alpha1` of Istio ≤ 1.5 (semantics C). */
export function legacyProjector(
  kind: LegacyPolicy["kind"],
): Project<LegacyPolicy> {
  return projector(legacyPolicySchema, ({ metadata, spec }) => {
    const peer = spec?.peers.find((entry) => "mtls" in entry);
    return {
      ...writtenMeta(metadata),
      kind,
      targets: (spec?.targets ?? []).map(({ name, ports }) => ({
        name,
        ports: ports.flatMap((port) => port.number ?? port.name ?? []),
      })),
      // Here STRICT is the enum's zero, so a bare `mtls:` is strict.
      mtls:
        peer === undefined
          ? null
          : {
              mode: peer.mtls?.mode ?? "STRICT",
              allowTls: peer.mtls?.allowTls ?? false,
            },
      peerIsOptional: spec?.peerIsOptional ?? false,
      checksOrigins: (spec?.origins ?? []).length > 0,
    };
  });
}
