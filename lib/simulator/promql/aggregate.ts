import type { Aggregation } from "./expression";
import {
  dropLabels,
  type Labels,
  labelsKey,
  NO_LABELS,
  pickLabels,
} from "./labels";
import { unsupported } from "./problem";
import type { Element } from "./value";

/** One aggregation over one vector. Groups come out in the order in which they first appear. */
export function aggregate(
  aggregation: Aggregation,
  elements: readonly Element[],
  parameter: number | null,
): readonly Element[] {
  const groups = new Map<string, { labels: Labels; members: Element[] }>();
  for (const element of elements) {
    const { labels, key } = groupOf(aggregation, element);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, { labels, members: [element] });
    } else {
      group.members.push(element);
    }
  }
  return [...groups.values()].flatMap(({ labels, members }) => {
    if (aggregation.operator === "topk" || aggregation.operator === "bottomk") {
      return ranked(members, parameter, aggregation.operator === "topk");
    }
    const value = fold(aggregation, members);
    return [{ name: "", labels, value, sampledAtMs: null }];
  });
}

interface GroupIdentity {
  readonly labels: Labels;
  readonly key: string;
}

const identities = new WeakMap<Aggregation, WeakMap<Labels, GroupIdentity>>();

// A range query groups the same label objects at every step.
function groupOf(aggregation: Aggregation, element: Element): GroupIdentity {
  const grouping = aggregation.labels;
  if (grouping.includes("__name__")) {
    throw unsupported("grouping by __name__");
  }
  let known = identities.get(aggregation);
  if (known === undefined) {
    known = new WeakMap();
    identities.set(aggregation, known);
  }
  let identity = known.get(element.labels);
  if (identity === undefined) {
    const labels = aggregation.without
      ? dropLabels(element.labels, grouping)
      : grouping.length === 0
        ? NO_LABELS
        : pickLabels(element.labels, grouping);
    identity = { labels, key: labelsKey(labels) };
    known.set(element.labels, identity);
  }
  return identity;
}

function fold(aggregation: Aggregation, members: readonly Element[]): number {
  const values = members.map(({ value }) => value);
  switch (aggregation.operator) {
    case "sum":
      return sum(values);
    case "count":
      return values.length;
    case "avg":
      return sum(values) / values.length;
    case "group":
      return 1;
    case "max":
      return values.reduce((best, it) =>
        it > best || Number.isNaN(best) ? it : best,
      );
    case "min":
      return values.reduce((best, it) =>
        it < best || Number.isNaN(best) ? it : best,
      );
    case "topk":
    case "bottomk":
      throw unsupported(`folding ${aggregation.operator}`);
    default: {
      const impossible: never = aggregation.operator;
      throw new TypeError(String(impossible));
    }
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
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
