"use client";
import clsx from "clsx";
import { useSearchParams } from "next/navigation";
import type { MouseEvent } from "react";
import { useWords } from "@/components/layout/preferences";
import { type SetViewState, viewQuery } from "@/components/matrix/view-state";
import { formatCount } from "@/lib/words/figures";
import type { Page } from "./pages";

/** The pages of the table, as links that can be opened elsewhere. */
export function Pager({
  page,
  total,
  setView,
}: {
  page: Page;
  total: number;
  setView: SetViewState;
}) {
  const { w, language } = useWords();
  const search = useSearchParams();
  const count = (figure: number) => formatCount(figure, language);
  const open = (event: MouseEvent, index: number) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    setView({ page: index }, { history: "push" });
  };
  if (page.count === 1) return null;
  return (
    <nav
      aria-label={w.table.pages}
      className="no-print flex flex-wrap items-center gap-1 text-xs"
    >
      <span className="mr-2 text-muted">
        {w.table.range(count(page.from + 1), count(page.to), count(total))}
      </span>
      {nearby(page).map((index, place, all) => (
        <span key={index} className="contents">
          {place > 0 && index - (all[place - 1] ?? 0) > 1 ? (
            <span aria-hidden className="px-1 text-muted">
              …
            </span>
          ) : null}
          <a
            href={`/${viewQuery(new URLSearchParams(search), { page: index })}`}
            onClick={(event) => open(event, index)}
            aria-label={w.table.page(count(index + 1))}
            {...(index === page.index ? { "aria-current": "page" } : {})}
            className={clsx(
              "grid h-7 min-w-7 place-items-center rounded-md border px-1.5",
              index === page.index
                ? "border-ink bg-ink text-on-ink"
                : "border-edge bg-panel hover:border-ink",
            )}
          >
            {count(index + 1)}
          </a>
        </span>
      ))}
    </nav>
  );
}

/** The first, the last and those around the one that is shown. */
function nearby({ index, count }: Page): number[] {
  const all = Array.from({ length: count }, (_, page) => page);
  return all.filter(
    (page) => page === 0 || page === count - 1 || Math.abs(page - index) <= 2,
  );
}
