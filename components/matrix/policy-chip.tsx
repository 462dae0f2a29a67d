import clsx from "clsx";
import {
  CircleHelp,
  ExternalLink,
  Lock,
  LockOpen,
  type LucideIcon,
} from "lucide-react";
import type { ServiceRow } from "@/lib/api/contract";

type Mode = ServiceRow["mode"];

const CHIPS: Record<Mode, { look: string; icon: LucideIcon }> = {
  STRICT: { look: "border-ink bg-ink text-on-ink", icon: Lock },
  PERMISSIVE: { look: "border-edge text-ink", icon: LockOpen },
  DISABLE: {
    look: "border-dashed border-refused text-refused",
    icon: LockOpen,
  },
  MIXED: {
    look: "border-ink text-ink bg-[linear-gradient(100deg,var(--ink)_0_1.375rem,transparent_1.375rem)] gap-2.5 [&>svg]:text-on-ink",
    icon: Lock,
  },
  NOT_ENFORCED: {
    look: "border-dashed border-edge text-muted",
    icon: LockOpen,
  },
  EXTERNAL: { look: "border-transparent pl-0 text-muted", icon: ExternalLink },
  UNKNOWN: { look: "border-dashed border-edge text-muted", icon: CircleHelp },
};

/** What policy says about a service: shape and word, no colour needed. */
export function PolicyChip({ mode, label }: { mode: Mode; label: string }) {
  const { look, icon: Icon } = CHIPS[mode];
  return (
    <span
      data-mode={mode}
      className={clsx(
        "chip inline-flex h-5 max-w-full items-center gap-1.5 rounded border px-1.5 font-medium text-2xs tracking-wide",
        look,
      )}
    >
      <Icon size={11} strokeWidth={2.4} className="shrink-0" aria-hidden />
      <span className="truncate">{label}</span>
    </span>
  );
}
