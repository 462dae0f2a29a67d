import type { Labels } from "./objects";
import { selectorMatches } from "./selector";

/** The selector of Kubernetes' own API (metav1.LabelSelector); Istio's knows pairs only. */
export interface LabelSelector {
  readonly matchLabels: Labels;
  readonly matchExpressions: readonly {
    readonly key: string;
    readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
    readonly values: readonly string[];
  }[];
}

/** Everything that is asked must hold; one that asks nothing takes everything. */
export function labelSelectorMatches(
  { matchLabels, matchExpressions }: LabelSelector,
  labels: Labels,
): boolean {
  return (
    selectorMatches(matchLabels, labels) &&
    matchExpressions.every(({ key, operator, values }) => {
      const value = labels[key];
      switch (operator) {
        case "In":
          return value !== undefined && values.includes(value);
        case "NotIn":
          return value === undefined || !values.includes(value);
        case "Exists":
          return value !== undefined;
        case "DoesNotExist":
          return value === undefined;
        default:
          return operator satisfies never;
      }
    })
  );
}
