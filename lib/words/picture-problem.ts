/** Why a view could not be taken elsewhere. A closed list; the words are in `en/picture.ts` and its twin. */
export type PictureProblem =
  | "too-large"
  | "drawing-failed"
  | "pixels-refused"
  | "copy-refused";
