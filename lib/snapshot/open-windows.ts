/**
 * The windows that are read now. The usual ones are opened for whoever asks. There are 43,000 other
 * lengths, and anybody may ask for all of them, so only a few of those are open at once:
 *
 *   asked for ─▶ room? ─▶ open
 *                  └ no ─▶ one that nobody listens to, and that had its time? ─▶ closed for the new one
 *                                └ no ─▶ WindowProblem
 */
import type { Clock } from "@/lib/clock";
import { isUsualWindow, type Window } from "@/lib/mesh/window";
import { WindowProblem } from "./window-problem";

export interface OpenWindow {
  readonly listeners: ReadonlySet<unknown>;
}

export interface OpenWindowsOptions<W extends OpenWindow> {
  readonly clock: Clock;
  /** How many windows of unusual length may be open at once. */
  readonly mostCustom: number;
  /**
   * An unusual window is not closed for another before this long after it was last asked for. As long
   * as a refresh, so that asking for ever new ones costs Prometheus no more than keeping these open.
   */
  readonly keepMs: number;
  open(window: Window): W;
  close(opened: W): void;
}

export class OpenWindows<W extends OpenWindow> {
  /** Least recently asked for first. */
  private readonly opened = new Map<Window, { it: W; askedAtMs: number }>();

  constructor(private readonly options: OpenWindowsOptions<W>) {}

  /** @throws {WindowProblem} where there is no room for one more */
  of(window: Window): W {
    const known = this.opened.get(window);
    if (!known && !isUsualWindow(window)) this.makeRoom();
    const it = known?.it ?? this.options.open(window);
    this.opened.delete(window);
    this.opened.set(window, { it, askedAtMs: this.options.clock() });
    return it;
  }

  names(): Window[] {
    return [...this.opened.keys()];
  }

  all(): W[] {
    return [...this.opened.values()].map(({ it }) => it);
  }

  /** Closes what nobody listens to and nobody asked for within the last `idleMs`. */
  closeIdle(idleMs: number): void {
    for (const window of this.names()) {
      if (this.isIdle(window, idleMs)) this.close(window);
    }
  }

  closeAll(): void {
    for (const window of this.names()) this.close(window);
  }

  private makeRoom(): void {
    const { mostCustom, keepMs } = this.options;
    const custom = this.names().filter((window) => !isUsualWindow(window));
    if (custom.length < mostCustom) return;
    const idle = custom.find((window) => this.isIdle(window, keepMs));
    if (idle === undefined) throw new WindowProblem(mostCustom);
    this.close(idle);
  }

  private isIdle(window: Window, idleMs: number): boolean {
    const found = this.opened.get(window);
    return (
      found !== undefined &&
      found.it.listeners.size === 0 &&
      found.askedAtMs <= this.options.clock() - idleMs
    );
  }

  private close(window: Window): void {
    const found = this.opened.get(window);
    this.opened.delete(window);
    if (found) this.options.close(found.it);
  }
}
