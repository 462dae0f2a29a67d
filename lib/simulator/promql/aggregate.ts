import type { Aggregation } from "./expression";
import { dropLabels, type Labels, NO_LABELS, pickLabels } from "./labels";
import { unsupported } from "./problem";
import type { Element } from "./value";

/** One aggregation over one vector. Groups come out in the order in which they first appear. */
export function aggregate(
  aggregation: Aggregation,
  elements: readonly Element[],
  parameter: number | null,
): readonly Element[] {
  const { operator } = aggregation;
  const groupOf = groupsOf(aggregation);
  if (operator === "topk" || operator === "bottomk") {
    const groups = new Map<Labels, Element[]>();
    for (const element of elements) {
      const labels = groupOf(element.labels);
      const members = groups.get(labels);
      if (members === undefined) {
        groups.set(labels, [element]);
      } else {
        members.push(element);
      }
    }
    return [...groups.values()].flatMap((members) =>
      ranked(members, parameter, operator === "topk"),
    );
  }
  const folded = new Map<Labels, Fold>();
  for (const { labels, value } of elements) {
    const group = groupOf(labels);
    const fold = folded.get(group);
    if (fold === undefined) {
      folded.set(group, { count: 1, value });
    } else {
      fold.count += 1;
      fold.value = joined(operator, fold.value, value);
    }
  }
  const results: Element[] = [];
  for (const [labels, fold] of folded) {
    const value = resultOf(operator, fold);
    results.push({ name: "", labels, value, sampledAtMs: null });
  }
  return results;
}

/** What is known of a group so far. */
interface Fold {
  count: number;
  value: number;
}

type Folding = Exclude<Aggregation["operator"], "topk" | "bottomk">;

function joined(operator: Folding, known: number, value: number): number {
  switch (operator) {
    case "sum":
    case "avg":
      return known + value;
    case "max":
      return value > known || Number.isNaN(known) ? value : known;
    case "min":
      return value < known || Number.isNaN(known) ? value : known;
    case "count":
    case "group":
      return known;
    default: {
      const impossible: never = operator;
      throw new TypeError(String(impossible));
    }
  }
}

function resultOf(operator: Folding, { count, value }: Fold): number {
  switch (operator) {
    case "sum":
    case "max":
    case "min":
      return value;
    case "avg":
      return value / count;
    case "count":
      return count;
    case "group":
      return 1;
    default: {
      const impossible: never = operator;
      throw new TypeError(String(impossible));
    }
  }
}

const groupings = new WeakMap<Aggregation, Map<Labels, Labels>>();

/** The labels of an element's group. A range query groups the same label objects at every step. */
function groupsOf(aggregation: Aggregation): (labels: Labels) => Labels {
  const grouping = aggregation.labels;
  if (grouping.includes("__name__")) {
    throw unsupported("grouping by __name__");
  }
  if (!aggregation.without && grouping.length === 0) {
    return () => NO_LABELS;
  }
  const known = groupings.get(aggregation) ?? new Map<Labels, Labels>();
  groupings.set(aggregation, known);
  return (labels) => {
    let group = known.get(labels);
    if (group === undefined) {
      group = aggregation.without
        ? dropLabels(labels, grouping)
        : pickLabels(labels, grouping);
      known.set(labels, group);
    }
    return group;
  };
}

function ranked(
  members: readonly Element[],
  parameter: number | null,
  largestFirst: boolean,
): readonly Element[] {
  if (parameter === null) {
    throw unsupported("topk and bottomk without a number");
  }
  const sign = largestFirst ? -1 : 1;
  return [...members]
    .sort((left, right) => sign * (left.value - right.value))
    .slice(0, Math.max(0, Math.floor(parameter)));
}
