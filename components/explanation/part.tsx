import type { ReactNode } from "react";

/** A titled part of the explanation, one heading below its section's. */
export function Part({
  title,
  hint,
  children,
}: {
  title: string;
  hint?: string;
  children: ReactNode;
}) {
  return (
    <div className="mt-4">
      <h4 className="font-semibold text-xs">{title}</h4>
      {hint ? <p className="text-muted text-xs">{hint}</p> : null}
      <div className="mt-1.5">{children}</div>
    </div>
  );
}
