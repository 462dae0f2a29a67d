"use client";
import { useWords } from "@/components/layout/preferences";
import { SingleChoiceMenu } from "@/components/ui/choice-menu";
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
  const optionOf = (value: Window) => ({
    value,
    label: formatWindow(value, language),
  });
  const options = WINDOWS.map(optionOf);
  const choose = (chosen: string) =>
    onChange(
      WINDOWS.find((usual) => usual === chosen) ??
        (chosen === window ? window : DEFAULT_WINDOW),
    );
  return (
    <div className="flex max-w-full flex-wrap items-center gap-x-1.5 gap-y-1">
      <div className="flex max-md:hidden">
        <Segmented<string>
          label={w.matrix.window}
          value={window}
          options={options}
          onChange={choose}
        />
      </div>
      <div className="flex md:hidden">
        <SingleChoiceMenu<string>
          label={w.matrix.window}
          chosen={window}
          choices={
            isUsualWindow(window) ? options : [...options, optionOf(window)]
          }
          compact
          onChange={choose}
        />
      </div>
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
