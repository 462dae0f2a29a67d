/** What a picture and a printed page say about each line; where it stands is decided elsewhere. */
import type { CellView } from "@/components/matrix/cell-view";
import type { VerdictState } from "@/lib/api/contract";
import type { ServiceMode } from "@/lib/mesh/mode";

/** A figure and what stands beside it in quieter letters. */
export interface Figure {
  readonly figure: string;
  readonly beside: string;
  /** Plaintext: said in its colour. */
  readonly loud: boolean;
}

export interface Chip {
  readonly mode: ServiceMode;
  readonly label: string;
}

export interface VerdictWords {
  /** Of a namespace the worst; the words say how many of its services have it. */
  readonly state: VerdictState;
  readonly label: string;
  readonly words: string;
}

export interface PictureLine {
  readonly key: string;
  /** 1 = a namespace, 2 = a service, 3 = something below a service. */
  readonly level: 1 | 2 | 3;
  /** Folded or not; null where there is nothing to fold. */
  readonly open: boolean | null;
  readonly name: string;
  /** Stands after the name, in quieter letters; namespaces only. */
  readonly aside: string;
  readonly chip: Chip | null;
  readonly share: readonly Figure[];
  readonly plaintext: readonly Figure[];
  readonly verdict: VerdictWords | null;
  /** One for each column; null = nothing is drawn there. */
  readonly cells: readonly (CellView | null)[];
}
