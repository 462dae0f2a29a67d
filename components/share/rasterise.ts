"use client";
import type { PictureProblem } from "@/lib/words/picture-problem";
import type { Picture } from "./picture";

/** Sharp on screens with two device pixels per CSS pixel, and on a slide. */
export const SCALE = 2;
/** What all current browsers allow a canvas at least; beyond it some answer with an empty picture. */
const MAX_SIDE_PX = 16_384;
const MAX_AREA_PX = 16_384 * 16_384;

/** Why there is no PNG. */
export class RasterError extends Error {
  constructor(
    readonly code: PictureProblem,
    cause?: unknown,
  ) {
    super(code, { cause });
    this.name = "RasterError";
  }
}

/**
 * The picture as PNG, twice its size in CSS pixels, made by the browser from itself: nothing is fetched.
 * @throws {RasterError}
 */
export async function rasterise(picture: Picture): Promise<Blob> {
  const width = picture.widthPx * SCALE;
  const height = picture.heightPx * SCALE;
  if (Math.max(width, height) > MAX_SIDE_PX || width * height > MAX_AREA_PX) {
    throw new RasterError("too-large");
  }
  const url = URL.createObjectURL(svgBlob(picture));
  try {
    const image = new Image(picture.widthPx, picture.heightPx);
    image.src = url;
    await image.decode();
    return await pixels(image, width, height);
  } catch (cause) {
    if (cause instanceof RasterError) throw cause;
    throw new RasterError("drawing-failed", cause);
  } finally {
    URL.revokeObjectURL(url);
  }
}

export function svgBlob({ svg }: Picture): Blob {
  return new Blob([svg], { type: "image/svg+xml;charset=utf-8" });
}

async function pixels(
  image: HTMLImageElement,
  width: number,
  height: number,
): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  // A canvas beyond what the machine can give has no context, or keeps none of its size.
  if (!context || canvas.width !== width || canvas.height !== height) {
    throw new RasterError("too-large");
  }
  context.drawImage(image, 0, 0, width, height);
  let blob: Blob | null;
  try {
    blob = await new Promise<Blob | null>((done) =>
      canvas.toBlob(done, "image/png"),
    );
  } catch (cause) {
    throw new RasterError("pixels-refused", cause);
  }
  if (blob === null) throw new RasterError("too-large");
  return blob;
}
