"use client";
import { useWords } from "@/components/layout/preferences";
import { PolicyChip } from "@/components/matrix/policy-chip";
import type { PortExplanation } from "@/lib/mesh/explanation/explanation";
import { ChainRail } from "./chain-rail";

/** Where the chain arrives: who holds the port to what was decided, and what it really accepts. */
export function ChainDoor({ port }: { port: PortExplanation }) {
  const { w } = useWords();
  const words = w.explanation.enforcement;
  const { because, attached } = port.enforcement;
  const mode = port.mode ?? "NOT_ENFORCED";
  const open = port.mode === null;
  const laxer = open || (port.asked === "STRICT" && port.mode !== "STRICT");
  return (
    <li className="flex gap-2.5">
      <ChainRail
        above={port.asked}
        // Of a process nobody stands before, only plaintext is certain to get in.
        below={port.mode ?? "DISABLE"}
        node={open ? "open" : "held"}
      />
      <div className="min-w-0 flex-1 pb-1">
        <p className="flex flex-wrap items-center gap-x-2 leading-6">
          <span className="font-medium">{words.title}</span>
          <PolicyChip mode={mode} label={w.mode[mode].label} />
        </p>
        <p>{words.holds[because]}</p>
        {laxer ? (
          <p className="font-medium text-plain-ink">{words.regardless}</p>
        ) : null}
        {attached.length > 0 ? (
          <p className="text-muted text-xs">
            {words.attached}{" "}
            <span className="break-words font-mono">{attached.join(", ")}</span>
          </p>
        ) : null}
      </div>
    </li>
  );
}
