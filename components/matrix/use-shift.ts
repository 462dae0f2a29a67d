"use client";
import { type RefObject, useLayoutEffect } from "react";
import { clientRules, shiftRules } from "./shift";

/** Keeps the cells of the grid at their places sideways, before each frame is drawn. */
export function useShift(
  scroller: RefObject<HTMLElement | null>,
  clients: number,
): void {
  useLayoutEffect(() => {
    const sheet = adopted();
    sheet.replaceSync(clientRules(clients));
    return () => drop(sheet);
  }, [clients]);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const sheet = adopted();
    let before = "";
    const move = () => {
      const rules = shiftRules(
        box.scrollLeft,
        box.scrollWidth - box.clientWidth,
      );
      if (rules !== before) sheet.replaceSync(rules);
      before = rules;
    };
    move();
    box.addEventListener("scroll", move, { passive: true });
    const sizes = new ResizeObserver(move);
    for (const element of [box, ...box.children]) sizes.observe(element);
    return () => {
      box.removeEventListener("scroll", move);
      sizes.disconnect();
      drop(sheet);
    };
  }, [scroller]);
}

function adopted(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);
  return sheet;
}

function drop(sheet: CSSStyleSheet): void {
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter(
    (other) => other !== sheet,
  );
}
