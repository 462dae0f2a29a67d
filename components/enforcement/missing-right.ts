/** The right for want of which the API server refuses a plan, out of its own sentence. Pure. */
import type { Plan } from "@/lib/api/enforcement-contract";

export interface MissingRight {
  readonly verb: string;
  readonly resource: string;
}

type Answer =
  | { readonly accepted: true }
  | Pick<
      Extract<Plan["dryRun"], { accepted: false }>,
      "accepted" | "code" | "message"
    >;

/** @returns null where it was accepted, or was refused for another reason than a missing right */
export function missingRight(answer: Answer): MissingRight | null {
  if (answer.accepted || answer.code !== "forbidden") return null;
  const [, verb, resource] = SAID.exec(answer.message) ?? [];
  return verb && resource ? { verb, resource } : null;
}

/** As every API server writes it: `User "x" cannot patch resource "y" in API group …` */
const SAID = /cannot (\S+) resource "([^"]+)"/;
