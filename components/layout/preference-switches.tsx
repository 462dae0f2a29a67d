"use client";
import { Popover } from "@base-ui/react/popover";
import { Monitor, Moon, Settings2, Sun } from "lucide-react";
import { useRef } from "react";
import { Segmented } from "@/components/ui/segmented";
import { LANGUAGES, type Language } from "@/lib/words/language";
import { usePreferences, useWords } from "./preferences";
import { THEMES, type Theme } from "./theme";

const LANGUAGE_NAMES: Record<Language, string> = { en: "EN", zh: "中文" };
const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon } as const;

/** Language and theme: side by side, or behind one button where there is no room. */
export function PreferenceSwitches() {
  const { w } = useWords();
  // Beside its button and not at the end of the page, so that it belongs to the same landmark.
  const place = useRef<HTMLDivElement>(null);
  return (
    <>
      <div className="flex items-center gap-2 max-md:hidden">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      <div ref={place} className="flex md:hidden">
        <Popover.Root>
          <Popover.Trigger
            aria-label={w.page.preferences}
            className="grid size-7 place-items-center rounded-md border border-edge bg-panel hover:border-ink data-popup-open:border-ink"
          >
            <Settings2 size={14} aria-hidden />
          </Popover.Trigger>
          <Popover.Portal container={place}>
            <Popover.Positioner
              className="z-50"
              sideOffset={6}
              align="end"
              collisionPadding={12}
            >
              <Popover.Popup className="flex flex-col gap-3 rounded-lg border border-edge bg-panel p-3 text-ink outline-none">
                <Popover.Title className="sr-only">
                  {w.page.preferences}
                </Popover.Title>
                <LanguageSwitch />
                <ThemeSwitch />
              </Popover.Popup>
            </Popover.Positioner>
          </Popover.Portal>
        </Popover.Root>
      </div>
    </>
  );
}

function LanguageSwitch() {
  const { language, choose } = usePreferences();
  const { w } = useWords();
  return (
    <Segmented
      label={w.page.language}
      value={language}
      options={LANGUAGES.map((value) => ({
        value,
        label: LANGUAGE_NAMES[value],
        name: w.interface.language[value],
      }))}
      onChange={(next) => choose({ language: next })}
    />
  );
}

function ThemeSwitch() {
  const { theme, choose } = usePreferences();
  const { w } = useWords();
  return (
    <Segmented<Theme>
      label={w.page.theme.label}
      value={theme}
      options={THEMES.map((value) => {
        const Icon = THEME_ICONS[value];
        return {
          value,
          label: <Icon size={13} aria-hidden />,
          name: w.page.theme[value],
        };
      })}
      onChange={(next) => choose({ theme: next })}
    />
  );
}
