import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HIDDEN_MS, RefreshPause, type Visibility } from "./refresh-pause";

class Tab implements Visibility {
  visibilityState = "visible";
  readonly listeners = new Set<() => void>();

  addEventListener(_: "visibilitychange", listener: () => void) {
    this.listeners.add(listener);
  }

  removeEventListener(_: "visibilitychange", listener: () => void) {
    this.listeners.delete(listener);
  }

  turn(visibilityState: "hidden" | "visible") {
    this.visibilityState = visibilityState;
    for (const listener of this.listeners) listener();
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched() {
  const tab = new Tab();
  const pause = new RefreshPause(tab);
  const heard: ReturnType<RefreshPause["reason"]>[] = [];
  const stop = pause.subscribe(() => heard.push(pause.reason()));
  return { tab, pause, heard, stop };
}

describe("a tab that is out of sight", () => {
  it("goes on for a minute, then pauses, and goes on at once when it is seen", () => {
    const { tab, pause, heard } = watched();
    tab.turn("hidden");
    vi.advanceTimersByTime(HIDDEN_MS - 1);
    expect(pause.reason()).toBeNull();
    vi.advanceTimersByTime(1);
    expect(pause.reason()).toBe("hidden");
    tab.turn("visible");
    expect(heard).toEqual(["hidden", null]);
  });

  it("does not pause for a glance elsewhere, however often", () => {
    const { tab, heard } = watched();
    for (let at = 0; at < 5; at += 1) {
      tab.turn("hidden");
      vi.advanceTimersByTime(HIDDEN_MS - 1);
      tab.turn("visible");
      vi.advanceTimersByTime(HIDDEN_MS);
    }
    expect(heard).toEqual([]);
  });

  it("pauses too where it was opened out of sight", () => {
    const tab = new Tab();
    tab.visibilityState = "hidden";
    const pause = new RefreshPause(tab);
    pause.subscribe(() => {});
    vi.advanceTimersByTime(HIDDEN_MS);
    expect(pause.reason()).toBe("hidden");
  });
});

describe("a dialog", () => {
  it("pauses until the last one is closed, each counted once", () => {
    const { pause, heard } = watched();
    const closeOne = pause.hold();
    const closeOther = pause.hold();
    closeOne();
    closeOne();
    expect(pause.reason()).toBe("dialog");
    closeOther();
    expect(heard).toEqual(["dialog", null]);
  });

  it("in a hidden tab says hidden, and dialog again when it is seen", () => {
    const { tab, pause, heard } = watched();
    pause.hold();
    tab.turn("hidden");
    vi.advanceTimersByTime(HIDDEN_MS);
    tab.turn("visible");
    expect(heard).toEqual(["dialog", "hidden", "dialog"]);
  });
});

it("leaves nothing behind when nobody listens any more", () => {
  const { tab, pause, stop } = watched();
  tab.turn("hidden");
  stop();
  expect(tab.listeners.size).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
  expect(pause.reason()).toBeNull();
});
