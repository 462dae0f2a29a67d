"use server";
import { cookies } from "next/headers";
import { z } from "zod";
import { THEME_COOKIE, THEMES } from "@/components/layout/theme";
import { LANGUAGE_COOKIE, LANGUAGES } from "@/lib/words/language";
import { TIME_ZONE_COOKIE, TIME_ZONES } from "@/lib/words/time-zone";

const YEAR_S = 365 * 24 * 60 * 60;

const choiceSchema = z.strictObject({
  language: z.enum(LANGUAGES).optional(),
  theme: z.enum(THEMES).optional(),
  timeZone: z.enum(TIME_ZONES).optional(),
});

/**
 * Keeps the reader's language, theme or time zone in a cookie. Anybody may call this, so it is parsed.
 * @throws {z.ZodError} for anything but a known choice
 */
export async function savePreferences(choice: unknown): Promise<void> {
  const { language, theme, timeZone } = choiceSchema.parse(choice);
  const jar = await cookies();
  const options = { maxAge: YEAR_S, sameSite: "lax", httpOnly: true } as const;
  if (language) jar.set(LANGUAGE_COOKIE, language, options);
  if (theme) jar.set(THEME_COOKIE, theme, options);
  if (timeZone) jar.set(TIME_ZONE_COOKIE, timeZone, options);
}
