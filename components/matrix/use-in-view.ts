"use client";
import {
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { type Calm, Rush } from "./calm";
import { Columns } from "./columns";
import { LINE_PX } from "./geometry";
import {
  clientsInView,
  linesInView,
  type Range,
  type Viewport,
} from "./in-view";

/** What a screen holds before it was measured. */
const AT_FIRST: Viewport = { top: 0, left: 0, width: 1_440, height: 900 };

/** Scrolled between two frames: from here on, lines and columns rush by. */
const HURRY_PX = 4 * LINE_PX;

export interface Following {
  readonly lines: Range;
  /** Columns that name themselves. */
  readonly heads: Columns;
  /** Columns whose cells are drawn: those that were seen when nothing rushed by. */
  readonly cells: Columns;
  readonly calm: Calm;
}

/**
 * Follows what can be seen of a scrolled box; draws again only when that is something else.
 *
 * @param place is told first where the box was scrolled to, with what was measured once for all: whoever
 * measures again after something was written makes the browser lay everything out in between
 */
export function useInView(
  scroller: RefObject<HTMLElement | null>,
  clients: number,
  place: (view: Viewport) => void,
): Following {
  const [{ heads, cells, rush }] = useState(() => ({
    heads: showing(clients),
    cells: showing(clients),
    rush: new Rush(),
  }));
  const [lines, setLines] = useState(() => linesInView(AT_FIRST));

  const waiting = useRef<() => void>(() => {});
  useEffect(() => () => waiting.current(), []);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const follow = (view: Viewport) => {
      const columns = clientsInView(view, clients);
      place(view);
      setLines((now) => sameOr(now, linesInView(view)));
      heads.show(columns);
      waiting.current();
      waiting.current = rush.whenCalm(() => cells.show(columns));
    };
    let before = viewportOf(box);
    follow(before);
    // In the frame of the scroll itself, or the box would show its bare ground for a moment.
    const onScroll = () => {
      const now = viewportOf(box);
      if (distance(before, now) > HURRY_PX) rush.go();
      before = now;
      flushSync(() => follow(now));
    };
    box.addEventListener("scroll", onScroll, { passive: true });
    const sizes = new ResizeObserver(() => follow(viewportOf(box)));
    sizes.observe(box);
    return () => {
      box.removeEventListener("scroll", onScroll);
      sizes.disconnect();
    };
  }, [scroller, clients, place, heads, cells, rush]);

  return { lines, heads, cells, calm: rush };
}

function showing(clients: number): Columns {
  const columns = new Columns();
  columns.show(clientsInView(AT_FIRST, clients));
  return columns;
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

function sameOr(now: Range, next: Range): Range {
  return now.first === next.first && now.end === next.end ? now : next;
}
