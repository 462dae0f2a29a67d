"use client";
import type { ComponentProps } from "react";
import { useWords } from "@/components/layout/preferences";
import { Button } from "@/components/ui/button";
import type { ServiceRow } from "@/lib/api/contract";
import type { RowButton } from "./row-button";

/** The one button of a row. Its name says for which service it is. */
export function RowActionButton({
  row,
  button,
  ...props
}: { row: ServiceRow; button: RowButton } & ComponentProps<"button">) {
  const { w } = useWords();
  const label = w.matrix.buttons[button.label];
  return (
    <Button
      tone={button.tone}
      aria-label={w.matrix.buttonFor(label, row.name, row.namespace)}
      {...props}
    >
      {label}
    </Button>
  );
}
