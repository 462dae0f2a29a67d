import type { Matcher, MatchOperator } from "./expression";
import { PromqlProblem } from "./problem";

/** A label matcher; a label that is absent counts as the empty string, regular expressions are anchored. */
export function makeMatcher(
  label: string,
  operator: MatchOperator,
  value: string,
): Matcher {
  switch (operator) {
    case "=":
      return { label, operator, value, matches: (it) => it === value };
    case "!=":
      return { label, operator, value, matches: (it) => it !== value };
    case "=~": {
      const pattern = anchored(value);
      return { label, operator, value, matches: (it) => pattern.test(it) };
    }
    case "!~": {
      const pattern = anchored(value);
      return { label, operator, value, matches: (it) => !pattern.test(it) };
    }
    default: {
      const impossible: never = operator;
      throw new TypeError(String(impossible));
    }
  }
}

export function matchesEmpty(matcher: Matcher): boolean {
  return matcher.matches("");
}

/** A regular expression as Prometheus applies it: anchored on both sides. RE2 and JavaScript agree on what we use. */
export function anchored(pattern: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`, "su");
  } catch {
    try {
      // RE2 lets needless escapes such as `\-` pass, JavaScript only without the u flag.
      return new RegExp(`^(?:${pattern})$`, "s");
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new PromqlProblem(
        "bad_data",
        `parse error: error parsing regexp: ${reason}`,
      );
    }
  }
}
