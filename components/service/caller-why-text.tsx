"use client";
import { useWords } from "@/components/layout/preferences";
import type { CallerWhy } from "./caller-why";
import { callerWhySentence } from "./caller-why-sentence";

export function CallerWhyText({ why }: { why: CallerWhy }) {
  const { language } = useWords();
  const { title, remedy } = callerWhySentence(why, language);
  return (
    <>
      <p>{title}</p>
      <p className="text-muted">{remedy}</p>
    </>
  );
}
