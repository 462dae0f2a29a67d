import clsx from "clsx";
import { Lock, LockOpen, type LucideIcon, Minus } from "lucide-react";
import type { MutualTlsMode } from "@/lib/mesh/mode";

/**
 * `decides`: the closest level that speaks. `speaks`: one that is overruled further down. `silent`:
 * nobody speaks. `held` and `open`: the end, where a proxy holds the port to it, or nothing does.
 */
export type ChainNode = "decides" | "speaks" | "silent" | "held" | "open";

/**
 * The lines beside one step of the chain: what got in before it, and what gets in after it. A line
 * that ends at a step is what the step shuts out. Colour and dashes say the same.
 *
 * @param above null = nothing comes from above
 * @param node null = no step, only the lines begin here
 */
export function ChainRail({
  above,
  below,
  node,
}: {
  above: MutualTlsMode | null;
  below: MutualTlsMode;
  node: ChainNode | null;
}) {
  return (
    <span className="band relative w-6 shrink-0" aria-hidden>
      {above ? <Lines mode={above} place="top-0 h-3" /> : null}
      <Lines
        mode={below}
        place={node === null ? "top-1 bottom-0" : "top-3 bottom-0"}
      />
      {node ? <Node node={node} mode={below} /> : null}
    </span>
  );
}

const NODES: Record<ChainNode, string> = {
  decides: "border-ink bg-ink text-on-ink",
  speaks: "border-ink bg-panel text-ink",
  silent: "border-dashed border-edge bg-panel text-faint",
  held: "rounded-md border-ink bg-panel text-ink",
  open: "rounded-md border-dashed border-refused bg-panel text-refused",
};

function Node({ node, mode }: { node: ChainNode; mode: MutualTlsMode }) {
  const Icon: LucideIcon =
    node === "silent" ? Minus : mode === "STRICT" ? Lock : LockOpen;
  return (
    <span
      className={clsx(
        "absolute top-0.5 left-0.5 grid size-5 place-items-center rounded-full border",
        NODES[node],
      )}
    >
      <Icon size={11} strokeWidth={2.4} />
    </span>
  );
}

function Lines({ mode, place }: { mode: MutualTlsMode; place: string }) {
  return (
    <>
      {mode === "DISABLE" ? null : (
        <span
          className={clsx("absolute left-2 border-mtls border-l-[3px]", place)}
        />
      )}
      {mode === "STRICT" ? null : (
        <span
          className={clsx(
            "absolute left-3.5 border-plain border-l-[3px] border-dashed",
            place,
          )}
        />
      )}
    </>
  );
}
