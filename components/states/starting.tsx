"use client";
import clsx from "clsx";
import { useWords } from "@/components/layout/preferences";
import type { Problem } from "@/lib/api/problem-contract";
import { formatCount } from "@/lib/words/figures";
import { sourceName } from "@/lib/words/source-sentence";
import { FullPage } from "./full-page";

const COLUMNS = 9;
const NAMED = 4;
const TILE_DELAY_MS = 90;

/** The first reading of the cluster: a tile for each kind of object, filled once it was read. */
export function Starting({ progress }: { progress: Problem["progress"] }) {
  const { w } = useWords();
  return (
    <FullPage
      late={progress === undefined}
      title={progress ? w.page.starting.title : w.interface.loading}
      mark={<Tiles {...(progress ?? { read: 0, total: 2 * COLUMNS })} />}
    >
      {progress ? (
        <>
          <Known progress={progress} />
          <p>{w.page.starting.detail}</p>
        </>
      ) : null}
    </FullPage>
  );
}

function Tiles({ read, total }: { read: number; total: number }) {
  return (
    <div
      className="mb-2 grid w-fit gap-2"
      style={{ gridTemplateColumns: `repeat(${COLUMNS}, auto)` }}
      aria-hidden
    >
      {Array.from({ length: total }, (_, tile) => tile).map((tile) => (
        <span
          key={tile}
          className={clsx(
            "size-4 rounded-[3px]",
            tile < read ? "bg-mtls" : "animate-pulse bg-edge",
          )}
          style={{ animationDelay: `${(tile % COLUMNS) * TILE_DELAY_MS}ms` }}
        />
      ))}
    </div>
  );
}

function Known({
  progress: { read, total, waiting },
}: {
  progress: NonNullable<Problem["progress"]>;
}) {
  const { w, language } = useWords();
  const words = w.page.starting;
  const named = waiting
    .slice(0, NAMED)
    .map((source) => sourceName(source, language));
  const more = waiting.length - named.length;
  return (
    <div role="status">
      <p className="text-ink">
        {words.progress(
          formatCount(read, language),
          formatCount(total, language),
        )}
      </p>
      {named.length > 0 ? (
        <p>
          {words.waiting(
            named.join(language === "zh" ? "、" : ", "),
            more === 0 ? null : formatCount(more, language),
          )}
        </p>
      ) : null}
    </div>
  );
}
