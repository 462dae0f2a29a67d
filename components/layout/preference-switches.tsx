"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { Segmented } from "@/components/ui/segmented";
import { LANGUAGES, type Language } from "@/lib/words/language";
import { usePreferences, useWords } from "./preferences";
import { THEMES, type Theme } from "./theme";

const LANGUAGE_NAMES: Record<Language, string> = { en: "EN", zh: "中文" };
const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon } as const;

export function LanguageSwitch() {
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

export function ThemeSwitch() {
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
