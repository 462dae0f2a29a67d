"use client";
import { useWords } from "@/components/layout/preferences";
import { FullPage } from "./full-page";

const TILES = Array.from({ length: 28 }, (_, index) => index);
const TILE_DELAY_MS = 90;

/** The first reading of the cluster. `detail` is how far the server says it is. */
export function Starting({ detail }: { detail: string | null }) {
  const { w } = useWords();
  return (
    <FullPage
      late={detail === null}
      title={w.page.starting.title}
      mark={
        <div className="mb-2 grid w-fit grid-cols-7 gap-2" aria-hidden>
          {TILES.map((tile) => (
            <span
              key={tile}
              className="size-4 animate-pulse rounded-[3px] bg-edge"
              style={{ animationDelay: `${(tile % 7) * TILE_DELAY_MS}ms` }}
            />
          ))}
        </div>
      }
    >
      <p role="status">{detail ?? w.interface.loading}</p>
      <p>{w.page.starting.detail}</p>
    </FullPage>
  );
}
