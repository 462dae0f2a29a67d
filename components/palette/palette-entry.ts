import type { Theme } from "@/components/layout/theme";
import type { ViewPatch } from "@/components/matrix/view-state";
import type { PaletteKind } from "@/lib/words/en/palette";
import type { Language } from "@/lib/words/language";

/** What choosing an entry does. */
export type Command =
  /** Goes to another page. */
  | { readonly do: "go"; readonly path: string }
  /** Shows the matrix, changed so. */
  | { readonly do: "view"; readonly patch: ViewPatch }
  | { readonly do: "theme"; readonly theme: Theme }
  | { readonly do: "language"; readonly language: Language };

export interface PaletteEntry {
  /** Unique within the palette. */
  readonly key: string;
  readonly kind: PaletteKind;
  readonly label: string;
  /** What it is found by, in lower case; the first is the name of the thing itself. */
  readonly terms: readonly string[];
  readonly command: Command;
}
