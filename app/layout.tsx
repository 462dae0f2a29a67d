import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { Providers } from "@/components/layout/providers";
import { parseTheme, THEME_COOKIE } from "@/components/layout/theme";
import { LANGUAGE_COOKIE, pickLanguage } from "@/lib/words/language";
import { parseTimeZone, TIME_ZONE_COOKIE } from "@/lib/words/time-zone";
import { savePreferences } from "./(dashboard)/save-preferences";
import "./globals.css";

export const metadata: Metadata = {
  title: "Lockstep",
  description: "From plaintext to strict mutual TLS, one service at a time",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfbf9" },
    { media: "(prefers-color-scheme: dark)", color: "#0e1012" },
  ],
};

// Language and theme are read before the first byte, so that no page flashes in the wrong one and
// no inline script is needed.
export default async function RootLayout({
  children,
}: {
  children: ReactNode;
}) {
  const [jar, asked] = await Promise.all([cookies(), headers()]);
  const theme = parseTheme(jar.get(THEME_COOKIE)?.value);
  const timeZone = parseTimeZone(jar.get(TIME_ZONE_COOKIE)?.value);
  const language = pickLanguage({
    cookie: jar.get(LANGUAGE_COOKIE)?.value,
    acceptLanguage: asked.get("accept-language"),
  });
  return (
    <html
      lang={language === "zh" ? "zh-CN" : "en"}
      data-theme={theme === "system" ? undefined : theme}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
    >
      <body>
        <Providers
          preferences={{ language, theme, timeZone }}
          save={savePreferences}
          nonce={asked.get("x-nonce") ?? undefined}
        >
          {children}
        </Providers>
      </body>
    </html>
  );
}
