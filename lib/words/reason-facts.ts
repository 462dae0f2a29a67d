import { openPortsOf } from "@/lib/mesh/readiness/open-ports";
import type { Reason } from "@/lib/mesh/readiness/reason";
import { formatCount, formatDuration } from "./figures";
import type { Language } from "./language";

/** A reason's names and figures, ready to stand in a sentence. What is missing reads as unknown, never as zero. */
export interface ReasonFacts {
  /** The figure as it is; null where the reason does not carry it. */
  number(name: string): number | null;
  /** The figure with grouping, or "?". */
  count(name: string): string;
  /** A figure of seconds as a span of time, e.g. "12 minutes"; empty where the reason does not carry it. */
  duration(name: string): string;
  /** The text as it is; empty where the reason does not carry it. */
  text(name: string): string;
  /** Ports that stay open in spite of the reason; see `openPortsOf`. */
  readonly openPorts: readonly string[];
  /** The objects concerned as "Kind namespace/name", separated by commas; may be empty. */
  readonly objects: string;
}

export function reasonFacts(
  reason: Pick<Reason, "params" | "objects">,
  language: Language,
): ReasonFacts {
  const number = (name: string) => {
    const value = reason.params[name];
    return typeof value === "number" ? value : null;
  };
  return {
    number,
    count: (name) => {
      const value = number(name);
      return value === null ? "?" : formatCount(value, language);
    },
    duration: (name) => {
      const value = number(name);
      return value === null ? "" : formatDuration(value, language);
    },
    text: (name) => {
      const value = reason.params[name];
      return value === undefined ? "" : String(value);
    },
    openPorts: openPortsOf(reason),
    objects: reason.objects
      .map(({ kind, namespace, name }) =>
        namespace === "" ? `${kind} ${name}` : `${kind} ${namespace}/${name}`,
      )
      .join(language === "zh" ? "、" : ", "),
  };
}
