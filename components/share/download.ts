"use client";

/** Long enough for any browser to have begun the download. */
const KEPT_MS = 60_000;

/** Hands a file to the reader; it comes out of this page and goes nowhere else. */
export function download(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
