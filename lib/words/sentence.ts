/** A statement about one thing and what to do about it. */
export interface Sentence {
  readonly title: string;
  readonly remedy: string;
}

/** A short name for a mark on the screen, and the sentence behind it. */
export interface Label {
  readonly label: string;
  readonly sentence: string;
}
