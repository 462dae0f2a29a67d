"use client";
import clsx from "clsx";
import { CELL_PX, clientLeft, HEAD_PX, LINE_PX } from "./geometry";
import { MOVED } from "./shift";

/** The column under the pointer or the focus; the row is marked by its own ground. */
export function CrossHair({
  client,
  lines,
}: {
  /** Index into the clients; undefined = none. */
  client: number | undefined;
  lines: number;
}) {
  if (client === undefined) return null;
  return (
    <div
      aria-hidden
      className={clsx(
        MOVED,
        "cross-hair no-print pointer-events-none absolute z-5",
      )}
      style={{
        top: HEAD_PX,
        height: lines * LINE_PX,
        left: clientLeft(client),
        width: CELL_PX,
      }}
    />
  );
}
