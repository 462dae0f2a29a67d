import { CircleAlert, Info, type LucideIcon, OctagonX } from "lucide-react";
import type { FindingSeverity } from "@/lib/api/finding-schema";

const MARKS: Record<FindingSeverity, { icon: LucideIcon; look: string }> = {
  error: { icon: OctagonX, look: "text-refused" },
  warning: { icon: CircleAlert, look: "text-plain-ink" },
  info: { icon: Info, look: "text-muted" },
};

/** Shape and colour of a severity; the word stands beside it, or is hidden beside it. */
export function SeverityMark({
  severity,
  size = 14,
}: {
  severity: FindingSeverity;
  size?: number;
}) {
  const { icon: Icon, look } = MARKS[severity];
  return <Icon size={size} className={`shrink-0 ${look}`} aria-hidden />;
}
