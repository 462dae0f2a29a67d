"use client";
import { Tooltip } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";

/** A sentence beside a control, on hover and on keyboard focus. Never the only place that says it. */
export function Hint({
  text,
  children,
}: {
  text: ReactNode;
  children: ReactElement<Record<string, unknown>>;
}) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger render={children} />
      <HintPopup>{text}</HintPopup>
    </Tooltip.Root>
  );
}

/** The popup alone, for roots that are opened by other means. */
export function HintPopup({
  anchor,
  side = "top",
  children,
}: {
  anchor?: Element;
  /** Where it stands if there is room. */
  side?: "top" | "bottom";
  children: ReactNode;
}) {
  return (
    <Tooltip.Portal>
      <Tooltip.Positioner
        side={side}
        sideOffset={8}
        collisionPadding={12}
        className="no-print z-50"
        {...(anchor ? { anchor } : {})}
      >
        <Tooltip.Popup className="max-w-80 rounded-md border border-edge bg-panel px-2.5 py-1.5 text-ink text-xs leading-4.5 transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
          {children}
        </Tooltip.Popup>
      </Tooltip.Positioner>
    </Tooltip.Portal>
  );
}
