/** The languages the page speaks. */
export const LANGUAGES = ["en", "zh"] as const;

export type Language = (typeof LANGUAGES)[number];

/** Cookie in which a visitor's own choice is kept. */
export const LANGUAGE_COOKIE = "lang";

/** Tags for `Intl` and the `lang` attribute. Fixed, so that server and browser write the same figures. */
export const LOCALES: Readonly<Record<Language, string>> = {
  en: "en-US",
  zh: "zh-CN",
};

/**
 * The visitor's own choice, else the best of what the browser asks for, else English.
 * Never throws: headers come from outside.
 *
 * @param asked.cookie value of the `lang` cookie
 * @param asked.acceptLanguage the Accept-Language header, with RFC 9110 weights
 */
export function pickLanguage(asked: {
  readonly cookie: string | null | undefined;
  readonly acceptLanguage: string | null | undefined;
}): Language {
  return (
    LANGUAGES.find((language) => language === asked.cookie) ??
    preferred(asked.acceptLanguage ?? "") ??
    "en"
  );
}

function preferred(acceptLanguage: string): Language | undefined {
  return acceptLanguage
    .split(",")
    .map((entry) => {
      const [tag = "", ...parameters] = entry.trim().toLowerCase().split(";");
      const weight = parameters
        .map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1])
        .find((value) => value !== undefined);
      return { tag, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) =>
      LANGUAGES.find((l) => tag === l || tag.startsWith(`${l}-`)),
    )
    .find((language) => language !== undefined);
}
