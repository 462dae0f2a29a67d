/** One step of the chain in words. */
import { objectName } from "@/components/matrix/object-name";
import type {
  PassedOver,
  PolicyLoss,
  PolicyStep,
  PortExplanation,
} from "@/lib/mesh/explanation/explanation";
import type { MutualTlsMode } from "@/lib/mesh/mode";
import type { Language } from "@/lib/words/language";
import { words } from "@/lib/words/words";

/** "Whole mesh", "Namespace shop", "Workload cart", "Port 8080". */
export function levelName(
  level: PolicyStep["level"],
  port: Pick<PortExplanation, "workload" | "targetPort">,
  language: Language,
): string {
  const name = words(language).explanation.chain.level;
  switch (level) {
    case "mesh":
      return name.mesh();
    case "namespace":
      return name.namespace(port.workload.namespace);
    case "workload":
      return name.workload(port.workload.name);
    case "port":
      return name.port(String(port.targetPort));
    default:
      return level satisfies never;
  }
}

/** What a step leaves as it was, or null where it decides. */
export function passSentence(
  { winner, says, mode }: PolicyStep,
  language: Language,
): string | null {
  const w = words(language);
  const label = w.mode[mode].label;
  if (winner === null) return w.explanation.chain.nobody(label);
  if (says === null || says === "UNSET")
    return w.explanation.chain.unset(label);
  return null;
}

export interface LossSentence {
  /** The object itself, shown struck out before the text; null = the text names it. */
  readonly struck: string | null;
  readonly text: string;
}

/** Why an object that speaks too is not followed, e.g. "says STRICT, but has no effect: … is older …" */
export function lossSentence(
  { object, says, reason, by }: PassedOver<PolicyLoss>,
  /** What the step's winner says. */
  winnerSays: PolicyStep["says"],
  language: Language,
): LossSentence {
  const { chain } = words(language).explanation;
  const name = objectName(object);
  if (reason === "overridden-below" || reason === "less-specific") {
    const spoken = says ?? "UNSET";
    const text =
      spoken === winnerSays
        ? chain.same
        : reason === "less-specific"
          ? chain.preferred
          : chain.overrules;
    return { struck: null, text: text(name, spoken) };
  }
  const claim = says === null ? chain.loserSilent : chain.loser(says);
  const why = chain.loss[reason](by ? objectName(by) : chain.other);
  return {
    struck: name,
    text: language === "zh" ? `${claim}${why}。` : `${claim} ${why}.`,
  };
}

/** Where the chain starts: PERMISSIVE, or DISABLE under the policies of Istio 1.5 and older. */
export function startMode(steps: readonly PolicyStep[]): MutualTlsMode {
  const [first] = steps;
  if (!first) return "PERMISSIVE";
  if (first.winner === null || first.says === null || first.says === "UNSET")
    return first.mode;
  return first.winner.kind === "MeshPolicy" ? "DISABLE" : "PERMISSIVE";
}
