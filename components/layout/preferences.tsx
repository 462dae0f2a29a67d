"use client";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useState,
} from "react";
import type { Language } from "@/lib/words/language";
import type { TimeZoneChoice } from "@/lib/words/time-zone";
import { type Words, words } from "@/lib/words/words";
import type { Theme } from "./theme";

export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
  readonly timeZone: TimeZoneChoice;
}

/** Keeps one choice beyond this visit. */
export type SavePreferences = (changed: Partial<Preferences>) => Promise<void>;

interface PreferencesValue extends Preferences {
  readonly choose: (changed: Partial<Preferences>) => void;
}

const PreferencesContext = createContext<PreferencesValue>({
  language: "en",
  theme: "system",
  timeZone: "local",
  choose: () => {},
});

/** The reader's language, theme and time zone: they apply at once, and are kept by the server in a cookie. */
export function PreferencesProvider({
  initial,
  save,
  children,
}: {
  initial: Preferences;
  save: SavePreferences;
  children: ReactNode;
}) {
  const [preferences, setPreferences] = useState(initial);
  const choose = useCallback(
    (changed: Partial<Preferences>) => {
      setPreferences((current) => ({ ...current, ...changed }));
      showOnDocument(changed);
      // A choice that could not be kept still holds for this visit.
      save(changed).catch(() => {});
    },
    [save],
  );
  const value = useMemo(
    () => ({ ...preferences, choose }),
    [preferences, choose],
  );
  return <PreferencesContext value={value}>{children}</PreferencesContext>;
}

export function usePreferences(): PreferencesValue {
  return useContext(PreferencesContext);
}

export function useWords(): { w: Words; language: Language } {
  const { language } = useContext(PreferencesContext);
  return { w: words(language), language };
}

function showOnDocument({ language, theme }: Partial<Preferences>): void {
  const root = document.documentElement;
  if (language) root.lang = language === "zh" ? "zh-CN" : "en";
  if (theme === "system") delete root.dataset.theme;
  else if (theme) root.dataset.theme = theme;
}
