/** Whether a key press opens the palette: Ctrl-K, or ⌘K on a Mac. Any layout: a Cyrillic "л" is on the same key. */
export function opensPalette(event: {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}): boolean {
  const { ctrlKey, metaKey, altKey, shiftKey } = event;
  if (altKey || shiftKey || ctrlKey === metaKey) return false;
  return event.key.toLowerCase() === "k" || event.code === "KeyK";
}
