import { type ReactNode, useId } from "react";

/** One part of the overview: a rule, a title, and at its right what belongs to it. */
export function Panel({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0 border-rule border-t pt-3">
      <div className="flex min-h-7 flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 id={id} className="font-semibold text-[0.8125rem]">
          {title}
        </h2>
        {aside}
      </div>
      <div className="mt-1.5">{children}</div>
    </section>
  );
}
