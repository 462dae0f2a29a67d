"use client";
import { type RefObject, useLayoutEffect, useState } from "react";
import { flushSync } from "react-dom";
import { type InView, inView, type Viewport } from "./in-view";

/** What a screen holds before it was measured. */
const AT_FIRST: Viewport = { top: 0, left: 0, width: 1_440, height: 900 };

/** Follows what can be seen of a scrolled box; draws again only when that is something else. */
export function useInView(
  scroller: RefObject<HTMLElement | null>,
  clients: number,
): InView {
  const [shown, setShown] = useState(() => inView(AT_FIRST, clients));

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const follow = () => {
      const next = inView(viewportOf(box), clients);
      setShown((now) => (same(now, next) ? now : next));
    };
    follow();
    // In the frame of the scroll itself, or the box would show its bare ground for a moment.
    const onScroll = () => flushSync(follow);
    box.addEventListener("scroll", onScroll, { passive: true });
    const sizes = new ResizeObserver(follow);
    sizes.observe(box);
    return () => {
      box.removeEventListener("scroll", onScroll);
      sizes.disconnect();
    };
  }, [scroller, clients]);

  return shown;
}

export function viewportOf(box: HTMLElement): Viewport {
  return {
    top: box.scrollTop,
    left: box.scrollLeft,
    width: box.clientWidth,
    height: box.clientHeight,
  };
}

function same(a: InView, b: InView): boolean {
  return (
    a.firstLine === b.firstLine &&
    a.endLine === b.endLine &&
    a.firstBlock === b.firstBlock &&
    a.endBlock === b.endBlock
  );
}
