import clsx from "clsx";
import type { ComponentProps } from "react";

export type ButtonTone = "solid" | "outline" | "quiet";

const TONES: Record<ButtonTone, string> = {
  solid:
    "border-ink bg-ink text-on-ink hover:opacity-85 forced-colors:border-2",
  outline: "border-edge bg-panel text-ink hover:border-ink",
  quiet:
    "border-rule bg-transparent text-muted hover:border-edge hover:text-ink",
};

/** A native button in one of three degrees of loudness. */
export function Button({
  tone = "outline",
  className,
  ...props
}: ComponentProps<"button"> & { tone?: ButtonTone }) {
  return (
    <button
      type="button"
      className={clsx(
        "inline-flex h-7 shrink-0 items-center justify-center gap-1.5 rounded-md border px-2.5 font-medium text-xs whitespace-nowrap transition-colors select-none disabled:cursor-not-allowed disabled:opacity-45",
        TONES[tone],
        className,
      )}
      {...props}
    />
  );
}
