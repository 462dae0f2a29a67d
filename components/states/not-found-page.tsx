"use client";
import { useWords } from "@/components/layout/preferences";
import { FullPage } from "./full-page";

export function NotFoundPage() {
  const { w } = useWords();
  return (
    <main className="flex min-h-dvh flex-col">
      <FullPage title={w.page.notFound.title}>
        <p>{w.page.notFound.detail}</p>
        <a href="/" className="w-fit text-ink underline underline-offset-3">
          {w.page.notFound.home}
        </a>
      </FullPage>
    </main>
  );
}
