import { CircleHelp, Lock, LockOpen, X } from "lucide-react";
import type { ClientExplanation } from "@/lib/mesh/explanation/explanation";

/**
 * What the caller sends, in the matrix's own squares, and how it ends: a red ring with a cross is
 * refused, as in the matrix.
 */
export function OutcomeMark({ client }: { client: ClientExplanation }) {
  const { outcome, sends } = client;
  return (
    <span
      className="fill mt-0.5"
      data-fill={
        outcome.result === "depends-on-application" ||
        outcome.result === "depends-on-hbone"
          ? "no_evidence"
          : sends === "mutual_tls" || over(client) === "mutual_tls"
            ? "mutual_tls"
            : "plaintext"
      }
      data-refused={outcome.result === "fails"}
      aria-hidden
    >
      <Glyph client={client} />
    </span>
  );
}

function over({ outcome }: ClientExplanation) {
  return outcome.result === "works" ? outcome.over : null;
}

function Glyph({ client: { outcome } }: { client: ClientExplanation }) {
  const look = { size: 13, strokeWidth: 2.4 };
  switch (outcome.result) {
    case "fails":
      return <X {...look} />;
    case "depends-on-application":
    case "depends-on-hbone":
      return <CircleHelp {...look} />;
    case "works":
      return outcome.over === "mutual_tls" ? (
        <Lock {...look} />
      ) : (
        <LockOpen {...look} />
      );
    default:
      return outcome satisfies never;
  }
}
