"use client";
import { type FocusEvent, useRef } from "react";

/** Tells that somebody is at the lines: the pointer is over them, or the keyboard's focus in them. */
export function useHold(onHold: (held: boolean) => void) {
  const by = useRef({ pointer: false, keyboard: false });
  const tell = (change: Partial<typeof by.current>) => {
    Object.assign(by.current, change);
    onHold(by.current.pointer || by.current.keyboard);
  };
  return {
    onPointerEnter: () => tell({ pointer: true }),
    onPointerLeave: () => tell({ pointer: false }),
    onFocus: ({ target }: FocusEvent) => {
      if (target.matches(":focus-visible")) tell({ keyboard: true });
    },
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => {
      if (!currentTarget.contains(relatedTarget)) tell({ keyboard: false });
    },
  };
}
