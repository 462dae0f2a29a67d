import clsx from "clsx";
import type { ReactNode } from "react";

/** A page that is mostly silence: one title, one explanation, at most one thing to do. */
export function FullPage({
  mark,
  title,
  late = false,
  children,
}: {
  mark?: ReactNode;
  title: string;
  /** Shows only after a moment: the usual answer comes first, and nothing flashes. */
  late?: boolean;
  children: ReactNode;
}) {
  return (
    <section
      className={clsx(
        "mx-auto flex w-full max-w-xl flex-1 flex-col justify-center gap-3 px-6 py-16",
        late && "late",
      )}
    >
      {mark}
      <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
      <div className="flex flex-col gap-3 text-muted text-sm leading-6">
        {children}
      </div>
    </section>
  );
}
