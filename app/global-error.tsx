"use client";
import { FullPage } from "@/components/states/full-page";
import { Button } from "@/components/ui/button";
import { words } from "@/lib/words/words";
import "./globals.css";

// The layout itself failed, so the reader's language is not known: English.
const w = words("en");

export default function GlobalError({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="flex min-h-dvh flex-col">
          <FullPage title={w.page.failed.title}>
            <p>{w.page.failed.detail}</p>
            <Button className="self-start" onClick={() => retry()}>
              {w.interface.retry}
            </Button>
          </FullPage>
        </main>
      </body>
    </html>
  );
}
