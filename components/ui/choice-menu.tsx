"use client";
import { Menu } from "@base-ui/react/menu";
import clsx from "clsx";
import { Check, ChevronDown } from "lucide-react";
import { type ReactNode, useRef } from "react";

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: ReactNode;
  /** How many things this choice stands for. */
  readonly count?: string;
}

const ITEM =
  "grid cursor-default grid-cols-[1rem_1fr_auto] items-center gap-2 px-2.5 py-1.5 text-xs outline-none select-none data-highlighted:bg-hover";

/** One of a few, behind a button that names it. */
export function SingleChoiceMenu<T extends string>({
  label,
  chosen,
  choices,
  compact = false,
  onChange,
}: {
  label: string;
  chosen: T;
  choices: readonly Choice<T>[];
  /** On a telephone the choice stands alone, without its label. */
  compact?: boolean;
  onChange: (chosen: T) => void;
}) {
  const current = choices.find((choice) => choice.value === chosen);
  return (
    <div className="inline-flex">
      <Menu.Root>
        <Trigger active={false}>
          <span className={clsx("text-muted", compact && "max-md:sr-only")}>
            {label}
          </span>{" "}
          {current?.label}
        </Trigger>
        <Popup>
          <Menu.RadioGroup value={chosen} onValueChange={onChange}>
            {choices.map((choice) => (
              <Menu.RadioItem
                key={choice.value}
                value={choice.value}
                className={ITEM}
                closeOnClick
              >
                <Menu.RadioItemIndicator className="col-start-1">
                  <Check size={13} aria-hidden />
                </Menu.RadioItemIndicator>
                <span className="col-start-2">{choice.label}</span>
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </Popup>
      </Menu.Root>
    </div>
  );
}

function Trigger({
  active,
  children,
}: {
  active: boolean;
  children: ReactNode;
}) {
  return (
    <Menu.Trigger
      className={clsx(
        "inline-flex h-7 shrink-0 items-center gap-1.5 rounded-md border bg-panel px-2.5 text-xs whitespace-nowrap select-none hover:border-ink",
        active ? "border-ink font-medium" : "border-edge",
      )}
    >
      {children}
      <ChevronDown size={13} className="-mr-0.5 text-muted" aria-hidden />
    </Menu.Trigger>
  );
}

function Popup({ children }: { children: ReactNode }) {
  // Beside its button and not at the end of the page, so that it belongs to the same landmark.
  const place = useRef<HTMLDivElement>(null);
  return (
    <div ref={place} className="contents">
      <Menu.Portal container={place}>
        <Menu.Positioner
          className="z-50 outline-none"
          sideOffset={6}
          align="start"
        >
          <Menu.Popup className="min-w-44 rounded-md border border-edge bg-panel py-1 text-ink outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
            {children}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </div>
  );
}
