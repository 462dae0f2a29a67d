import "server-only";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { MeshSnapshot } from "@/lib/snapshot/mesh-snapshot";
import { toSnapshotDto } from "./snapshot-dto";
import { packSnapshot, snapshotWireSchema } from "./snapshot-wire";

export type BodyEncoding = "br" | "gzip" | "identity";

/** Made once per snapshot and encoding, however many people look at it. */
const texts = new WeakMap<MeshSnapshot, Buffer<ArrayBuffer>>();
const encoded = new WeakMap<
  MeshSnapshot,
  Map<BodyEncoding, Promise<Uint8Array<ArrayBuffer>>>
>();

/** The answer of `GET /api/snapshot`, checked against its schema; compressed beside the event loop. */
export function snapshotBody(
  snapshot: MeshSnapshot,
  encoding: BodyEncoding,
): Promise<Uint8Array<ArrayBuffer>> {
  const known = encoded.get(snapshot) ?? new Map();
  encoded.set(snapshot, known);
  const before = known.get(encoding);
  if (before) return before;
  const made = compress(textOf(snapshot), encoding);
  known.set(encoding, made);
  return made;
}

/** What a request accepts, the smallest first. A `q=0` is a refusal (RFC 9110, 12.5.3). */
export function acceptedEncoding(header: string | null): BodyEncoding {
  const accepted = new Set(
    (header ?? "").split(",").flatMap((part) => {
      const [name = "", ...params] = part.split(";");
      const refused = params.some((param) => /^\s*q=0(\.0*)?\s*$/.test(param));
      return refused ? [] : [name.trim().toLowerCase()];
    }),
  );
  if (accepted.has("br")) return "br";
  return accepted.has("gzip") ? "gzip" : "identity";
}

function textOf(snapshot: MeshSnapshot): Buffer<ArrayBuffer> {
  const known = texts.get(snapshot);
  if (known) return known;
  const wire = snapshotWireSchema.parse(packSnapshot(toSnapshotDto(snapshot)));
  const text = Buffer.from(JSON.stringify(wire));
  texts.set(snapshot, text);
  return text;
}

/** Beyond this Brotli takes several times as long for a few percent. */
const BROTLI_QUALITY = 5;

async function compress(
  text: Buffer<ArrayBuffer>,
  encoding: BodyEncoding,
): Promise<Uint8Array<ArrayBuffer>> {
  switch (encoding) {
    case "identity":
      return text;
    case "gzip":
      return new Uint8Array(await promisify(gzip)(text));
    case "br":
      return new Uint8Array(
        await promisify(brotliCompress)(text, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
            [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
          },
        }),
      );
    default:
      return encoding satisfies never;
  }
}
