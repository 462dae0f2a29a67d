"use client";
import { useWords } from "@/components/layout/preferences";
import { Segmented } from "@/components/ui/segmented";
import {
  DEFAULT_WINDOW,
  isUsualWindow,
  WINDOWS,
  type Window,
} from "@/lib/mesh/window";
import { formatWindow } from "@/lib/words/figures";
import { CustomWindowButton } from "./custom-window-button";
import { useRefusedWindow } from "./use-refused-window";

/** How far back: the usual ranges, or one of the reader's own. Says so where the address asks for neither. */
export function WindowControl({
  window,
  onChange,
}: {
  window: Window;
  onChange: (window: Window) => void;
}) {
  const { w, language } = useWords();
  const refused = useRefusedWindow();
  return (
    <div className="flex max-w-full flex-wrap items-center gap-x-1.5 gap-y-1">
      <Segmented<string>
        label={w.matrix.window}
        value={window}
        options={WINDOWS.map((value) => ({
          value,
          label: formatWindow(value, language),
        }))}
        onChange={(chosen) =>
          onChange(WINDOWS.find((usual) => usual === chosen) ?? DEFAULT_WINDOW)
        }
      />
      <CustomWindowButton
        window={window}
        active={!isUsualWindow(window)}
        onChange={onChange}
      />
      {refused === null ? null : (
        <p role="status" className="w-full text-plain-ink text-xs">
          {w.time.refused(refused, formatWindow(window, language))}
        </p>
      )}
    </div>
  );
}
