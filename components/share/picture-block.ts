/** A part of a picture, drawn from its own upper left corner. */
export interface Block {
  readonly svg: string;
  readonly heightPx: number;
}
