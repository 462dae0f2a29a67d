"use client";
import clsx from "clsx";
import { useWords } from "@/components/layout/preferences";
import { formatCount } from "@/lib/words/figures";
import { CallerLabel } from "./caller-label";
import { type CallerListProps, LastPlaintext } from "./caller-table";
import { CallerWhyText } from "./caller-why-text";

/** The same as the table, for a narrow screen: a caller becomes a block. */
export function CallerCards({ rows, asOf, locked }: CallerListProps) {
  const { w, language } = useWords();
  const words = w.service.callers;
  return (
    <ul className="border-rule border-b">
      {rows.map((row) => (
        <li key={row.key} className="border-rule border-t py-3">
          <CallerLabel row={row} locked={locked} />
          {row.units.map(({ unit, counts }) => (
            <dl
              key={unit}
              className="mt-2 grid grid-cols-[repeat(3,auto)] justify-between gap-x-4 text-xs"
            >
              {(["mutualTls", "plaintext", "noStatement"] as const)
                .filter((key) => key !== "noStatement" || counts[key] > 0)
                .map((key) => (
                  <div key={key}>
                    <dt className="text-2xs text-muted">
                      {words[key]} · {words.unit[unit]}
                    </dt>
                    <dd
                      className={clsx(
                        key === "plaintext" &&
                          counts.plaintext > 0 &&
                          "font-medium text-plain-ink",
                        counts[key] === 0 && "text-muted",
                      )}
                    >
                      {formatCount(counts[key], language)}
                    </dd>
                  </div>
                ))}
            </dl>
          ))}
          {row.why ? (
            <div className="mt-2 text-xs">
              <p className="text-muted">
                {w.interface.titled(words.last, "")}
                <LastPlaintext row={row} asOf={asOf} />
              </p>
              <div className="mt-1">
                <CallerWhyText why={row.why} />
              </div>
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
