import type { SyntaxNode } from "@lezer/common";
import type { MatchOperator, Selector, TimeShift } from "./expression";
import { parseString } from "./literal";
import { makeMatcher, matchesEmpty } from "./matcher";
import { PromqlProblem, unsupported } from "./problem";

/** A vector selector from the parts of its node. @throws PromqlProblem where it would select everything */
export function readSelector(parts: SyntaxNode[], text: string): Selector {
  const matchers = parts.flatMap((node) => {
    if (node.name === "Identifier") {
      return [makeMatcher("__name__", "=", text.slice(node.from, node.to))];
    }
    return children(node).map((matcher) => {
      const [label, operator, value] = children(matcher);
      if (
        label === undefined ||
        operator === undefined ||
        value === undefined
      ) {
        const name = label ?? matcher;
        return makeMatcher(
          "__name__",
          "=",
          parseString(text.slice(name.from, name.to)),
        );
      }
      const name = text.slice(label.from, label.to);
      return makeMatcher(
        matcher.name === "QuotedLabelMatcher" ? parseString(name) : name,
        matchOperator(text.slice(operator.from, operator.to)),
        parseString(text.slice(value.from, value.to)),
      );
    });
  });
  if (matchers.every(matchesEmpty)) {
    throw new PromqlProblem(
      "bad_data",
      "parse error: vector selector must contain at least one non-empty matcher",
    );
  }
  return { kind: "selector", matchers, shift: NO_SHIFT };
}

function matchOperator(text: string): MatchOperator {
  if (text === "=" || text === "!=" || text === "=~" || text === "!~") {
    return text;
  }
  throw unsupported(`the matcher ${text}`);
}

export const NO_SHIFT: TimeShift = { offsetMs: 0, at: null };

/** The child nodes that mean something. */
export function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let it = node.firstChild; it !== null; it = it.nextSibling) {
    if (it.name !== "LineComment") {
      found.push(it);
    }
  }
  return found;
}
