"use client";
import { useQueryState } from "nuqs";
import { useWords } from "@/components/layout/preferences";
import { Button } from "@/components/ui/button";
import { DEFAULT_WINDOW } from "@/lib/mesh/window";
import { formatWindow } from "@/lib/words/figures";
import { parseAsWindow } from "./parse-as-window";

/** The way out where the range in the address cannot be had. */
export function UsualWindowButton() {
  const { w, language } = useWords();
  const [, setWindow] = useQueryState("window", parseAsWindow);
  return (
    <Button className="self-start" onClick={() => setWindow(null)}>
      {w.time.backToUsual(formatWindow(DEFAULT_WINDOW, language))}
    </Button>
  );
}
