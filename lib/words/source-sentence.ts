import type { Source } from "@/lib/api/contract";
import type { SourceCauseCode, SourceStatement } from "@/lib/mesh/source";
import type {
  SourceWarning,
  SourceWarningCode,
} from "@/lib/mesh/source-warning";
import type { Language } from "./language";
import { words } from "./words";

export interface SourceSentence {
  readonly title: string;
  /** Empty where there is nothing to do. */
  readonly remedy: string;
  /** What the server said, in its own language; null where it says no more than the sentence. */
  readonly quote: string | null;
}

/** Why a source is as it is, in words. */
export function sourceSentence(
  {
    state,
    cause,
    from,
    message,
  }: Pick<SourceStatement, "state" | "cause" | "from" | "message">,
  language: Language,
): SourceSentence {
  const w = words(language);
  if (!cause) {
    const quote = message === "" ? null : message;
    return { title: w.source[state].sentence, remedy: "", quote };
  }
  const names = cause.names.join(language === "zh" ? "、" : ", ");
  return {
    ...w.sourceCause[cause.code]({ names, from }),
    quote: saysAll(cause.code, from) || message === "" ? null : message,
  };
}

/** Why what was read may still be doubted, in words. */
export function warningSentence(
  { code, names }: Pick<SourceWarning, "code" | "names">,
  language: Language,
): SourceSentence {
  return {
    ...words(language).sourceWarning[code](names),
    quote: names[QUOTED[code] ?? names.length] ?? null,
  };
}

/** Which of the names are words of a server, or of a parser, in their own language. */
const QUOTED: Readonly<Partial<Record<SourceWarningCode, number>>> = {
  "not-watched": 0,
  "object-unreadable": 1,
  "said-by-prometheus": 0,
};

/** What a source is called; kinds of Kubernetes keep their names. */
export function sourceName(
  { id, what }: Pick<Source, "id" | "what">,
  language: Language,
): string {
  const own = words(language).sourceName;
  const known = Object.keys(own).find(
    (key) => id === key || id.startsWith(`${key}/`),
  );
  if (known !== undefined) return own[known] ?? what;
  return language === "zh" ? singular(what) : what;
}

/** Where the code holds everything that our own message does. */
const SAYS_ALL: ReadonlySet<SourceCauseCode> = new Set([
  "first-reading",
  "forbidden",
  "forbidden-everywhere",
  "not-served",
  "not-served-any-more",
  "config-missing",
]);

/** Of a refused credential the API server's words are never kept; what lies before Prometheus is worth naming. */
function saysAll(
  code: SourceCauseCode,
  from: SourceStatement["from"],
): boolean {
  return (
    SAYS_ALL.has(code) || (code === "unauthorized" && from === "kubernetes")
  );
}

/** Chinese has no plural, and writes the kind as it stands in a manifest. */
function singular(kind: string): string {
  return kind
    .replace(/ies$/, "y")
    .replace(/sses$/, "ss")
    .replace(/(?<!s)s$/, "");
}
