import type { Plan } from "@/lib/api/enforcement-contract";

/** What a plan does to the callers that were seen. */
export type Consequence = "refuses" | "spares" | "unsure";

/**
 * Whatever the action, refused callers come first. `spares` only where nothing speaks against the
 * plan: a caller that nobody saw may still be there (semantics D4).
 */
export function consequenceOf({
  refused,
  objections,
}: Pick<Plan, "refused" | "objections">): Consequence {
  if (refused.length > 0) return "refuses";
  return objections.some(({ level }) => level !== "info") ? "unsure" : "spares";
}
