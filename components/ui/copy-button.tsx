"use client";
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";

const SHOWN_MS = 1_600;

/** Copies a text; says so for a moment. Where the browser refuses, the text stays selectable beside it. */
export function CopyButton({
  text,
  label,
  doneLabel,
}: {
  text: string;
  label: string;
  doneLabel: string;
}) {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };

  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      onClick={copy}
      className="inline-flex h-6 items-center gap-1.5 rounded px-1.5 text-muted text-xs hover:bg-hover hover:text-ink"
    >
      <Icon size={13} aria-hidden />
      <span aria-live="polite">{copied ? doneLabel : label}</span>
    </button>
  );
}
