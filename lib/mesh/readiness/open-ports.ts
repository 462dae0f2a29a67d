/**
 * What stays open of a STRICT service's pods: ports that no Service of its own declares, by an entry of their own
 * or because only the service's ports were locked. The reason that a row carries tells of them.
 */
import type { Reason } from "./reason";

/** Stands for all ports without an entry of their own. */
export const UNDECLARED = "*";

const PARAM = "open";

/** The reason, with exactly those ports as the ones that stay open in spite of what it says. */
export function withOpenPorts(reason: Reason, open: readonly string[]): Reason {
  const { [PARAM]: _before, ...params } = reason.params;
  return {
    ...reason,
    params:
      open.length === 0 ? params : { ...params, [PARAM]: open.join(", ") },
  };
}

/** Workload ports, and perhaps `UNDECLARED`; empty where nothing is known to stay open. */
export function openPortsOf({ params }: Pick<Reason, "params">): string[] {
  const open = params[PARAM];
  return open === undefined || open === "" ? [] : String(open).split(", ");
}
