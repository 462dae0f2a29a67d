/** How far a namespace of the company has come. */
export type Stage =
  /** STRICT, and every caller is used to it. */
  | "locked"
  /** With sidecars; whoever calls does so with an identity, but for a straggler here and there. */
  | "ready"
  /** With sidecars, but called from where there are none. */
  | "blocked"
  /** With sidecars that nobody scrapes. */
  | "unseen"
  /** Without sidecars: where the plaintext comes from. */
  | "bare"
  | "ambient";

/** The share of each in a hundred; what is left is "blocked". */
const shares: readonly (readonly [Stage, number])[] = [
  ["locked", 0.32],
  ["ready", 0.33],
  ["unseen", 0.03],
  ["bare", 0.04],
];

const ambientShare = 0.02;

/** @param draw in [0, 1) */
export function stageOf(draw: number, hasAmbient: boolean): Stage {
  let left = draw;
  for (const [stage, share] of shares) {
    if (left < share) {
      return stage;
    }
    left -= share;
  }
  return hasAmbient && left < ambientShare ? "ambient" : "blocked";
}

export function hasSidecars(stage: Stage): boolean {
  return stage !== "bare" && stage !== "ambient";
}
