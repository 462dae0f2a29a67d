"use client";
import { ArrowUpRight } from "lucide-react";
import Link from "next/link";
import { useWords } from "@/components/layout/preferences";
import { servicePath } from "@/components/service/service-path";
import type { Window } from "@/lib/api/contract";
import type { AttributionNeed } from "./attribution-need";
import { WHO_PART } from "./who-part";

/** From wherever a caller without a name is met to the place where it can be found out. */
export function AskWhoLink({
  service,
  window,
  need,
  onFollow,
}: {
  service: { readonly namespace: string; readonly name: string };
  window: Window;
  need: AttributionNeed;
  onFollow?: () => void;
}) {
  const { w } = useWords();
  return (
    <Link
      prefetch={false}
      href={{ ...servicePath(service, window), hash: WHO_PART }}
      {...(onFollow ? { onClick: onFollow } : {})}
      className="mt-3 inline-flex h-7 items-center gap-1.5 rounded-md border border-edge bg-panel px-2.5 font-medium text-xs hover:border-ink"
    >
      {w.attribution.ask[need]}
      <ArrowUpRight size={12} aria-hidden />
    </Link>
  );
}
