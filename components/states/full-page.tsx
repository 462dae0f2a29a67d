import type { ReactNode } from "react";

/** A page that is mostly silence: one title, one explanation, at most one thing to do. */
export function FullPage({
  mark,
  title,
  children,
}: {
  mark?: ReactNode;
  title: string;
  children: ReactNode;
}) {
  return (
    <section className="mx-auto flex max-w-xl flex-1 flex-col justify-center gap-3 px-6 py-16">
      {mark}
      <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
      <div className="flex flex-col gap-3 text-muted text-sm leading-6">
        {children}
      </div>
    </section>
  );
}
