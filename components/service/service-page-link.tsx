"use client";
import { ArrowUpRight } from "lucide-react";
import Link from "next/link";
import { useWords } from "@/components/layout/preferences";
import type { ServiceRow, Window } from "@/lib/api/contract";
import { servicePath } from "./service-path";

/** From the quick look to the page that says everything. */
export function ServicePageLink({
  service,
  window,
}: {
  service: Pick<ServiceRow, "namespace" | "name">;
  window: Window;
}) {
  const { w } = useWords();
  const { namespace, name } = service;
  return (
    <Link
      prefetch={false}
      href={servicePath(service, window)}
      aria-label={w.service.page.openFor(`${namespace}/${name}`)}
      className="inline-flex h-7 items-center gap-1.5 rounded-md border border-edge bg-panel px-2.5 font-medium text-xs hover:border-ink"
    >
      {w.service.page.open}
      <ArrowUpRight size={12} aria-hidden />
    </Link>
  );
}
