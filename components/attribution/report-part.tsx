import type { ReactNode } from "react";

/** A titled part of the answer. */
export function ReportPart({
  title,
  hint,
  children,
}: {
  title: ReactNode;
  hint?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="min-w-0">
      <h4 className="font-semibold text-xs">{title}</h4>
      {hint ? <p className="text-muted text-xs">{hint}</p> : null}
      <div className="mt-1.5">{children}</div>
    </section>
  );
}
