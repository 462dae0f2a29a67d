"use client";
import { useWords } from "@/components/layout/preferences";
import { FullPage } from "@/components/states/full-page";
import { Button } from "@/components/ui/button";

export default function ErrorPage({ retry }: { retry: () => void }) {
  const { w } = useWords();
  return (
    <main className="flex min-h-dvh flex-col">
      <FullPage title={w.page.failed.title}>
        <p>{w.page.failed.detail}</p>
        <Button className="self-start" onClick={() => retry()}>
          {w.interface.retry}
        </Button>
      </FullPage>
    </main>
  );
}
