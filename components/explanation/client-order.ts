import type { ClientExplanation } from "@/lib/mesh/explanation/explanation";

/** Failing callers first, then doubtful, then plaintext; otherwise as the law lists them. */
export function clientOrder(
  clients: readonly ClientExplanation[],
): readonly ClientExplanation[] {
  return clients.toSorted((a, b) => rank(a) - rank(b));
}

function rank({ outcome }: ClientExplanation): number {
  switch (outcome.result) {
    case "fails":
      return 0;
    case "depends-on-hbone":
    case "depends-on-application":
      return 1;
    case "works":
      return outcome.over === "plaintext" ? 2 : 3;
    default:
      return outcome satisfies never;
  }
}
