"use client";
import {
  type RefObject,
  startTransition,
  useEffect,
  useLayoutEffect,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { type Calm, Rush } from "./calm";
import { LINE_PX } from "./geometry";
import { type InView, inView, type Viewport } from "./in-view";

/** What a screen holds before it was measured. */
const AT_FIRST: Viewport = { top: 0, left: 0, width: 1_440, height: 900 };

/** Scrolled between two frames: from here on, lines and columns rush by. */
const HURRY_PX = 4 * LINE_PX;

export interface Following {
  readonly seen: InView;
  /** What was seen when nothing rushed by. */
  readonly settled: InView;
  readonly calm: Calm;
}

/** Follows what can be seen of a scrolled box; draws again only when that is something else. */
export function useInView(
  scroller: RefObject<HTMLElement | null>,
  clients: number,
): Following {
  const [calm] = useState(() => new Rush());
  const [seen, setSeen] = useState(() => inView(AT_FIRST, clients));
  const [settled, setSettled] = useState(seen);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const follow = () => {
      const next = inView(viewportOf(box), clients);
      setSeen((now) => (same(now, next) ? now : next));
      if (!calm.isHurried())
        setSettled((now) => (same(now, next) ? now : next));
    };
    follow();
    let before = viewportOf(box);
    // In the frame of the scroll itself, or the box would show its bare ground for a moment.
    const onScroll = () => {
      const now = viewportOf(box);
      if (distance(before, now) > HURRY_PX) calm.go();
      before = now;
      flushSync(follow);
    };
    box.addEventListener("scroll", onScroll, { passive: true });
    const sizes = new ResizeObserver(follow);
    sizes.observe(box);
    return () => {
      box.removeEventListener("scroll", onScroll);
      sizes.disconnect();
    };
  }, [scroller, clients, calm]);

  useEffect(
    () => calm.whenCalm(() => startTransition(() => setSettled(seen))),
    [calm, seen],
  );

  return { seen, settled, calm };
}

function distance(a: Viewport, b: Viewport): number {
  return Math.max(Math.abs(a.top - b.top), Math.abs(a.left - b.left));
}

export function viewportOf(box: HTMLElement): Viewport {
  return {
    top: box.scrollTop,
    left: box.scrollLeft,
    width: box.clientWidth,
    height: box.clientHeight,
  };
}

function same<T extends Readonly<Record<keyof T, number>>>(a: T, b: T) {
  return (Object.keys(a) as (keyof T)[]).every((key) => a[key] === b[key]);
}
