import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Rush } from "./calm";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("Rush", () => {
  it("calls back at once where nothing rushes by", () => {
    const called = vi.fn();
    new Rush().whenCalm(called);
    expect(called).toHaveBeenCalledOnce();
  });

  it("calls everybody back once, when the last of the rush is over", () => {
    const rush = new Rush();
    const called = vi.fn();
    rush.go();
    rush.whenCalm(called);
    vi.advanceTimersByTime(60);
    rush.go();
    vi.advanceTimersByTime(60);
    expect(rush.isHurried()).toBe(true);
    expect(called).not.toHaveBeenCalled();
    vi.advanceTimersByTime(60);
    expect(rush.isHurried()).toBe(false);
    expect(called).toHaveBeenCalledOnce();
    rush.go();
    vi.runAllTimers();
    expect(called).toHaveBeenCalledOnce();
  });

  it("lets a screen of lines follow a few at a time, and stops for the next rush", () => {
    const rush = new Rush();
    const called = vi.fn();
    rush.go();
    for (let line = 0; line < 20; line += 1) rush.whenCalm(() => called(line));
    vi.advanceTimersByTime(80);
    expect(called).toHaveBeenCalledTimes(6);
    vi.advanceTimersByTime(16);
    expect(called).toHaveBeenCalledTimes(12);
    rush.go();
    vi.advanceTimersByTime(79);
    expect(called).toHaveBeenCalledTimes(12);
    vi.runAllTimers();
    expect(called.mock.calls.flat()).toEqual([...Array(20).keys()]);
  });

  it("leaves a line alone that is gone again", () => {
    const rush = new Rush();
    const called = vi.fn();
    rush.go();
    rush.whenCalm(called)();
    vi.runAllTimers();
    expect(called).not.toHaveBeenCalled();
  });
});
