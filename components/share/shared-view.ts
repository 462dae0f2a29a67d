import type { Line } from "@/components/matrix/lines";
import type { Preview } from "@/components/matrix/preview";
import type { Snapshot } from "@/lib/api/contract";
import type { Language } from "@/lib/words/language";

/** What the page shows at this moment, to be shown where the page is not. */
export interface SharedView {
  readonly snapshot: Snapshot;
  /** In the page's own order; folded namespaces are one line. */
  readonly lines: readonly Line[];
  /** The columns in the page's own order; null = callers without identity. */
  readonly clients: readonly (string | null)[];
  /** Each filter in words; empty = none. */
  readonly filters: readonly string[];
  /** The order of the lines in words. */
  readonly order: string;
  /** For which services the rings are on: around the callers that STRICT would refuse. */
  readonly preview: Preview;
  /** Why services may be missing that the filters would leave; null where none are. */
  readonly note: string | null;
  readonly language: Language;
  /** IANA name; all moments are told in it. */
  readonly timeZone: string;
}
