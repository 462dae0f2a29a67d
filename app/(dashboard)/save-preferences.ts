"use server";
import { cookies } from "next/headers";
import { z } from "zod";
import { THEME_COOKIE, THEMES } from "@/components/layout/theme";
import { LANGUAGE_COOKIE, LANGUAGES } from "@/lib/words/language";

const YEAR_S = 365 * 24 * 60 * 60;

const choiceSchema = z.strictObject({
  language: z.enum(LANGUAGES).optional(),
  theme: z.enum(THEMES).optional(),
});

/**
 * Keeps the reader's language or theme in a cookie. Anybody may call this, so it is parsed.
 * @throws {z.ZodError} for anything but a known choice
 */
export async function savePreferences(choice: unknown): Promise<void> {
  const { language, theme } = choiceSchema.parse(choice);
  const jar = await cookies();
  const options = { maxAge: YEAR_S, sameSite: "lax", httpOnly: true } as const;
  if (language) jar.set(LANGUAGE_COOKIE, language, options);
  if (theme) jar.set(THEME_COOKIE, theme, options);
}
