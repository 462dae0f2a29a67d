"use client";
import type { ReactNode } from "react";
import { Header, type Page } from "@/components/layout/header";
import { useWords } from "@/components/layout/preferences";
import type { Snapshot, Window } from "@/lib/api/contract";
import { useSnapshot } from "@/lib/query/snapshot";
import { useLiveSnapshot } from "@/lib/query/use-live-snapshot";
import { FullPage } from "./full-page";
import { NotKnown } from "./not-known";

/**
 * The frame of every page: the header, and below it what is known of the mesh, or why nothing is.
 * @param children what to show; `error` says why the snapshot is not renewed, null = it is
 */
export function MeshPage({
  page,
  window,
  className,
  mainClassName,
  children,
}: {
  page: Page;
  window: Window;
  className: string;
  mainClassName: string;
  children: (snapshot: Snapshot, error: unknown) => ReactNode;
}) {
  const live = useLiveSnapshot(window);
  const { data, error } = useSnapshot(window, live === "live");
  return (
    <div className={className}>
      <Header snapshot={data} live={live} away={error !== null} page={page} />
      {/* The matrix has the mark of its own that "skip" leads to: the grid. */}
      <main
        className={mainClassName}
        {...(page === "matrix" ? {} : { id: page })}
      >
        {data ? (
          <WithMesh snapshot={data}>{children(data, error)}</WithMesh>
        ) : (
          <NotKnown error={error} />
        )}
      </main>
    </div>
  );
}

function WithMesh({
  snapshot,
  children,
}: {
  snapshot: Snapshot;
  children: ReactNode;
}) {
  const { w } = useWords();
  if (snapshot.mesh.present) return children;
  return (
    <FullPage title={w.page.noIstio.title}>
      <p>{w.page.noIstio.detail}</p>
      <p>{w.page.noIstio.remedy}</p>
    </FullPage>
  );
}
