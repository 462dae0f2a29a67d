import type { ReactNode } from "react";

/** A titled part of a dialog or panel. */
export function Section({
  id,
  title,
  hint,
  children,
}: {
  /** By which an address can lead here. */
  id?: string;
  title: ReactNode;
  hint?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section id={id} className="mt-6 scroll-mt-16 first:mt-0">
      <h3 className="font-semibold text-[0.8125rem]">{title}</h3>
      {hint ? <p className="text-muted text-xs">{hint}</p> : null}
      <div className="mt-1.5">{children}</div>
    </section>
  );
}
