import type {
  FindingCode,
  FindingOf,
  FindingParams,
} from "@/lib/mesh/findings/finding";
import type { ObjectRef } from "@/lib/mesh/objects";
import { formatCount } from "./figures";
import type { Language } from "./language";

/** What the sentences of one code are made of. Names read "Kind namespace/name"; lists may be empty. */
export interface FindingFacts<C extends FindingCode> {
  readonly params: FindingParams[C];
  /** The object to change. */
  readonly it: string;
  /** The other objects concerned; services are named by themselves. */
  readonly others: string;
  readonly all: string;
  /** The DestinationRules among the objects. */
  readonly rules: string;
  /** Services as "namespace/name". */
  readonly services: string;
  /** A figure with grouping. */
  count(figure: number): string;
}

export interface FindingWording<C extends FindingCode> {
  /** A few words that fit every finding of the code. */
  readonly title: string;
  /** One sentence: what is the case. */
  readonly sentence: (facts: FindingFacts<C>) => string;
  /** One imperative sentence. */
  readonly remedy: (facts: FindingFacts<C>) => string;
}

/** A code without words is a type error. */
export type FindingWordings = {
  readonly [C in FindingCode]: FindingWording<C>;
};

/** More than these are counted instead of named: a sentence is no list. */
const NAMED = 3;

export function findingFacts<C extends FindingCode>(
  { objects, services, params }: Omit<FindingOf<C>, "severity">,
  language: Language,
): FindingFacts<C> {
  const names = objects.map(nameOf);
  const others = objects.slice(1).filter(({ kind }) => kind !== "Service");
  const list = (items: readonly string[]) => listed(items, language);
  return {
    params,
    it: names[0] ?? "",
    others: list(others.map(nameOf)),
    all: list([...names.slice(0, 1), ...others.map(nameOf)]),
    rules: list(objects.filter(isRule).map(nameOf)),
    services: list(
      services.map(({ namespace, name }) => path(namespace, name)),
    ),
    count: (figure) => formatCount(figure, language),
  };
}

function listed(items: readonly string[], language: Language): string {
  const named = items.slice(0, NAMED).join(language === "zh" ? "、" : ", ");
  const more = items.length - NAMED;
  if (more <= 0) return named;
  const count = formatCount(more, language);
  return language === "zh"
    ? `${named}等（另有 ${count} 个）`
    : `${named} and ${count} more`;
}

function isRule({ kind }: ObjectRef): boolean {
  return kind === "DestinationRule";
}

function nameOf({ kind, namespace, name }: ObjectRef): string {
  return `${kind} ${path(namespace, name)}`;
}

function path(namespace: string, name: string): string {
  return namespace === "" ? name : `${namespace}/${name}`;
}
