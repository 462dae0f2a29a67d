export interface Calm {
  /** Whether what comes into view right now is rushing by. */
  readonly isHurried: () => boolean;
  /** Calls back once when nothing rushes any more. @returns the way to call that off */
  readonly whenCalm: (callback: () => void) => () => void;
}

/** Long enough that a wheel that is turned fast is one rush, short enough to look immediate. */
const PAUSE_MS = 80;

/** A screen of lines drawn whole at once takes several frames, and the next turn of the wheel would wait for it. */
const AT_ONCE = 6;
const FRAME_MS = 16;

/**
 * Lines that rush by cannot be read, so that only their names are drawn; the rest follows when the rush is
 * over, a few lines with every frame.
 */
export class Rush implements Calm {
  #timer: ReturnType<typeof setTimeout> | null = null;
  #following: ReturnType<typeof setTimeout> | null = null;
  readonly #waiting = new Set<() => void>();

  /** Something is rushing by, at least until the next moments are over. */
  go(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#following !== null) clearTimeout(this.#following);
    this.#timer = setTimeout(this.#end, PAUSE_MS);
  }

  readonly isHurried = (): boolean => this.#timer !== null;

  readonly whenCalm = (callback: () => void): (() => void) => {
    if (this.#timer === null) callback();
    else this.#waiting.add(callback);
    return () => this.#waiting.delete(callback);
  };

  readonly #end = (): void => {
    this.#timer = null;
    this.#follow();
  };

  readonly #follow = (): void => {
    this.#following = null;
    const next = [...this.#waiting].slice(0, AT_ONCE);
    for (const callback of next) {
      this.#waiting.delete(callback);
      callback();
    }
    if (this.#waiting.size > 0) {
      this.#following = setTimeout(this.#follow, FRAME_MS);
    }
  };
}
