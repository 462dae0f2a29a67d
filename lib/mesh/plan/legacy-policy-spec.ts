/**
 * Specs of `authentication.istio.io/v1alpha1` Policies as the API holds them, and the edits Lockstep makes
 * to them (semantics C). What is not part of an edit is carried over untouched.
 */
import { z } from "zod";
import type { LegacyTarget } from "@/lib/mesh/legacy/legacy-lock";
import type { LegacyPolicy } from "@/lib/mesh/objects";
import type { PlannedMode, Spec } from "./policy-spec";

const record = z.record(z.string(), z.unknown());
const list = z.array(record);

export function legacyPolicySpec(
  targets: readonly LegacyTarget[],
  mode: PlannedMode,
): Spec {
  return {
    targets: targets.map(({ name, ports }) => ({
      name,
      ...(ports.length === 0
        ? {}
        : { ports: ports.map((number) => ({ number })) }),
    })),
    peers: [{ mtls: { mode } }],
  };
}

/**
 * The spec with its mode set: the first peer that is `mtls` decides, so it is the one to change. What
 * was documented to soften STRICT (`allowTls`, `peerIsOptional`) goes.
 */
export function withLegacyMode(spec: Spec, mode: PlannedMode): Spec {
  const peers = list.catch([]).parse(spec.peers);
  const at = peers.findIndex((peer) => "mtls" in peer);
  const mtls = { mtls: { mode } };
  const { peerIsOptional: _softens, ...rest } = spec;
  return {
    ...rest,
    peers:
      at < 0
        ? [...peers, mtls]
        : peers.map((peer, order) =>
            order === at ? { ...peer, ...mtls } : peer,
          ),
  };
}

const peerSchema = z.looseObject({
  mtls: z
    .object({
      mode: z.enum(["STRICT", "PERMISSIVE"]).catch("STRICT"),
      allowTls: z.boolean().catch(false),
    })
    .nullish(),
});
const specSchema = z.object({
  peers: z.array(peerSchema).catch([]),
  peerIsOptional: z.boolean().catch(false),
});

/** What such a spec says of mutual TLS; `mtls:` with nothing behind it is STRICT. */
export function readLegacySpec(
  spec: Spec,
): Pick<LegacyPolicy, "mtls" | "peerIsOptional"> {
  const { peers, peerIsOptional } = specSchema
    .catch({ peers: [], peerIsOptional: false })
    .parse(spec);
  const peer = peers.find((each) => "mtls" in each);
  return {
    mtls:
      peer === undefined
        ? null
        : (peer.mtls ?? { mode: "STRICT", allowTls: false }),
    peerIsOptional,
  };
}
