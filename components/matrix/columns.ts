import { blockOf } from "./geometry";
import type { Range } from "./in-view";

/**
 * Which columns of clients are in view. Each line follows that by itself, because a grid that told its lines
 * would draw all of them again for every column that is scrolled by.
 */
export class Columns {
  #range: Range = { first: 0, end: 0 };
  readonly #blocks = new Map<number, Range & { readonly all: number[] }>();
  readonly #followers = new Set<() => void>();

  /** @param range indexes of clients */
  show(range: Range): void {
    const { first, end } = this.#range;
    if (range.first === first && range.end === end) return;
    this.#range = range;
    for (const follower of this.#followers) follower();
  }

  /** Calls back after something else came into view. @returns the way to call that off */
  readonly follow = (follower: () => void): (() => void) => {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  };

  /**
   * The blocks that hold the columns in view.
   *
   * @param phase of the line
   * @returns the same list as long as it holds the same
   */
  blocks(phase: number): readonly number[] {
    const { first: from, end: to } = this.#range;
    const first = blockOf(from, phase);
    const end = to > from ? blockOf(to - 1, phase) + 1 : first;
    const known = this.#blocks.get(phase);
    if (known?.first === first && known.end === end) return known.all;
    const all = Array.from({ length: end - first }, (_, at) => first + at);
    this.#blocks.set(phase, { first, end, all });
    return all;
  }
}
