/** A switch that is dark while it is on. */
export const TOGGLE =
  "inline-flex h-7 shrink-0 items-center gap-1.5 rounded-md border border-edge bg-panel px-2.5 text-xs whitespace-nowrap hover:border-ink data-pressed:border-ink data-pressed:bg-ink data-pressed:text-on-ink";
