"use client";
import Link from "next/link";
import { useWords } from "@/components/layout/preferences";
import { formatSelection } from "@/components/matrix/selection";
import type { Window } from "@/lib/api/contract";
import type { FindingDto } from "@/lib/api/finding-schema";
import { ObjectPath, pathOf } from "./object-path";

/** A way into the matrix, where the matrix has this service. */
export function ServiceName({
  service,
  known,
  window,
}: {
  service: FindingDto["services"][number];
  known: ReadonlySet<string>;
  window: Window;
}) {
  const { w } = useWords();
  const path = pathOf(service);
  if (!known.has(path)) return <ObjectPath of={service} />;
  const at = formatSelection({ ...service, client: undefined });
  return (
    <Link
      // A mesh may have thousands of them.
      prefetch={false}
      href={{ pathname: "/", query: { window, at } }}
      title={w.finding.openService(path)}
      className="rounded-sm underline decoration-edge underline-offset-3 hover:decoration-ink"
    >
      <ObjectPath of={service} />
    </Link>
  );
}
