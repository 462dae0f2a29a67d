"use client";
import { useCallback, useLayoutEffect, useRef } from "react";
import type { Viewport } from "./in-view";
import { clientRules, furthest, shiftRules } from "./shift";

/** @returns what moves the cells of the grid to their places sideways, to be called before each frame is drawn */
export function useShift(clients: number): (view: Viewport) => void {
  const shifted = useRef({ sheet: null as CSSStyleSheet | null, rules: "" });

  useLayoutEffect(() => {
    const sheet = adopted();
    sheet.replaceSync(clientRules(clients));
    return () => drop(sheet);
  }, [clients]);

  useLayoutEffect(() => {
    const sheet = adopted();
    shifted.current = { sheet, rules: "" };
    return () => drop(sheet);
  }, []);

  return useCallback(
    ({ left, width }) => {
      const rules = shiftRules(left, furthest(width, clients));
      if (rules === shifted.current.rules) return;
      shifted.current.sheet?.replaceSync(rules);
      shifted.current.rules = rules;
    },
    [clients],
  );
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
