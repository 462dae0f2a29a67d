"use client";
import { useEffect, useState } from "react";
import type { PictureProblem } from "@/lib/words/picture-problem";
import { canvasWidth } from "./canvas-width";
import { download } from "./download";
import { fileName } from "./file-name";
import { picture, slide } from "./picture";
import { RasterError, rasterise, svgBlob } from "./rasterise";
import type { SharedView } from "./shared-view";

export type ShareState =
  | { readonly kind: "idle" }
  | { readonly kind: "making" }
  | { readonly kind: "made"; readonly file: string }
  | { readonly kind: "copied" }
  | { readonly kind: "failed"; readonly problem: PictureProblem };

/** Long enough to be read; what failed stays until it was read. */
const SHOWN_MS = 6_000;

/** @param look the view at the moment of the click, not of the last drawing */
export function useShare(look: () => SharedView) {
  const [state, setState] = useState<ShareState>({ kind: "idle" });
  useEffect(() => {
    if (state.kind !== "made" && state.kind !== "copied") return;
    const timer = setTimeout(() => setState({ kind: "idle" }), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);

  const take = async (
    extension: "png" | "svg",
    draw: typeof picture = picture,
  ) => {
    setState({ kind: "making" });
    try {
      const view = look();
      const made = draw(view, canvasWidth());
      const file = fileName(view, extension);
      const content =
        extension === "png" ? await rasterise(made) : svgBlob(made);
      download(content, file);
      setState({ kind: "made", file });
    } catch (error) {
      const problem =
        error instanceof RasterError ? error.code : "drawing-failed";
      setState({ kind: "failed", problem });
    }
  };
  return {
    state,
    png: () => take("png"),
    svg: () => take("svg"),
    slide: () => take("png", slide),
    link: async () => {
      try {
        await navigator.clipboard.writeText(location.href);
        setState({ kind: "copied" });
      } catch {
        setState({ kind: "failed", problem: "copy-refused" });
      }
    },
    dismiss: () => setState({ kind: "idle" }),
  };
}
