/**
 * When the page stands still by intent: nobody can see it, or a dialog is open whose question is about
 * what stands behind it. One for the whole tab, because every page and dialog shares it.
 */
export type PauseReason = "dialog" | "hidden";

/** A glance at another tab is no absence. */
export const HIDDEN_MS = 60_000;

/** What of the browser it needs; `document` fits. */
export interface Visibility {
  readonly visibilityState: string;
  addEventListener(type: "visibilitychange", listener: () => void): void;
  removeEventListener(type: "visibilitychange", listener: () => void): void;
}

export class RefreshPause {
  private holders = 0;
  private hidden = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  /** @param visibility null = there is no browser, and nothing is ever hidden */
  constructor(private readonly visibility: Visibility | null) {}

  /** Who may be seen first is named first: a dialog in a hidden tab is hidden. */
  reason(): PauseReason | null {
    if (this.hidden) return "hidden";
    return this.holders > 0 ? "dialog" : null;
  }

  /** Stands still until the returned function is called. */
  hold(): () => void {
    this.change(() => {
      this.holders += 1;
    });
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.change(() => {
        this.holders -= 1;
      });
    };
  }

  /** Calls back when `reason` changes; returns how to stop. Visibility is watched while anybody listens. */
  subscribe(listener: () => void): () => void {
    if (this.listeners.size === 0) this.watch();
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.unwatch();
    };
  }

  private watch(): void {
    this.visibility?.addEventListener("visibilitychange", this.look);
    this.look();
  }

  private unwatch(): void {
    this.visibility?.removeEventListener("visibilitychange", this.look);
    clearTimeout(this.timer);
    this.hidden = false;
  }

  private readonly look = (): void => {
    clearTimeout(this.timer);
    if (this.visibility?.visibilityState === "hidden") {
      this.timer = setTimeout(() => this.hide(true), HIDDEN_MS);
    } else {
      this.hide(false);
    }
  };

  private hide(hidden: boolean): void {
    this.change(() => {
      this.hidden = hidden;
    });
  }

  private change(act: () => void): void {
    const before = this.reason();
    act();
    if (this.reason() === before) return;
    for (const listener of this.listeners) listener();
  }
}

/** This tab's. */
export const refreshPause = new RefreshPause(
  typeof document === "undefined" ? null : document,
);
