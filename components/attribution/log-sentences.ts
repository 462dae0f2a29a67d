/** What the proxies' logs said, in sentences. Pure. "Nobody" is never said where something was not read. */
import type {
  AttributionDto,
  LogSourceDto,
} from "@/lib/api/attribution-contract";
import { formatCount } from "@/lib/words/figures";
import type { Language } from "@/lib/words/language";
import { words } from "@/lib/words/words";
import type { AttributionNeed } from "./attribution-need";
import { whoName } from "./caller-sentence";
import { logMoment } from "./log-moment";

type Log = AttributionDto["log"];

/** So many callers are named in the first sentence; the list has them all. */
const LED = 3;

/** The answer in one or two sentences, to the question that was asked. */
export function leadSentence(
  log: Log,
  need: AttributionNeed,
  language: Language,
): string {
  const w = words(language).attribution.lead;
  const { verdict } = log;
  switch (verdict) {
    case "plaintext-found": {
      const rest = unnamedLines(log, language, "UTC").length > 0;
      return [
        ...whoSentences(log, need, language),
        ...(rest ? [w.rest] : []),
      ].join(language === "zh" ? "" : " ");
    }
    case "none-in-these-logs":
    case "none-in-what-was-read":
    case "nothing-read":
      return w[verdict];
    default:
      return verdict satisfies never;
  }
}

/** After the lock those who are turned away stand apart: who got in does so no more, or at an open port. */
function whoSentences(
  { callers, moreCallers }: Log,
  need: AttributionNeed,
  language: Language,
): string[] {
  const w = words(language).attribution.lead;
  const named = callers.length + moreCallers;
  if (named === 0) return [w.noneNamed];
  // Of those who are not listed nobody knows here whether they were turned away.
  if (need === "unnamed" || moreCallers > 0) {
    return [w.named(...listed(callers, named, language))];
  }
  const turnedAway = callers.filter(({ refused }) => refused > 0);
  const letIn = callers.filter(({ refused }) => refused === 0);
  return [
    turnedAway.length === 0
      ? w.noneTurnedAway
      : w.turnedAway(...listed(turnedAway, turnedAway.length, language)),
    ...(letIn.length === 0
      ? []
      : [w.letIn(...listed(letIn, letIn.length, language))]),
  ];
}

/** How many, the first of them by name, and how many more. */
function listed(
  callers: Log["callers"],
  of: number,
  language: Language,
): [count: string, names: string, more: string | null] {
  const first = callers.slice(0, LED).map(({ who }) => whoName(who, language));
  return [
    formatCount(of, language),
    first.join(language === "zh" ? "、" : ", "),
    of > first.length ? formatCount(of - first.length, language) : null,
  ];
}

/** Calls that came from nobody who could be named, addresses apart. */
export function unnamedLines(
  log: Log,
  language: Language,
  timeZone: string,
): string[] {
  const w = words(language).attribution.notNamed;
  const { titled } = words(language).interface;
  const {
    addresses,
    moreAddresses,
    ambiguous,
    moreAmbiguous,
    claimedByHeader,
    withoutAddress,
  } = log.notAttributed;
  const said = (count: number, say: (count: string) => string) =>
    count > 0 ? [say(formatCount(count, language))] : [];
  const counted = (
    what: string,
    { lastAt, ...lines }: Omit<(typeof addresses)[number], "ip" | "place">,
  ) =>
    [
      what,
      ...lineFigures(lines, language),
      ...(lastAt === null ? [] : [logMoment(lastAt, language, timeZone)]),
    ].join(" · ");
  return [
    ...addresses.map(({ ip, place, ...lines }) =>
      counted(titled(ip, w.place[place]), lines),
    ),
    ...said(moreAddresses, w.moreAddresses),
    ...ambiguous.map(({ ip, between, moreBetween, ...lines }) => {
      const names = between.map((who) => whoName(who, language));
      const [only = "", ...others] = names;
      const who =
        others.length + moreBetween === 0
          ? w.perhaps(only)
          : w.between(names, moreBetween);
      return counted(titled(ip, who), lines);
    }),
    ...said(moreAmbiguous, w.moreAmbiguous),
    ...said(claimedByHeader, w.claimedByHeader),
    ...said(withoutAddress, w.withoutAddress),
    ...said(log.transportUnknown, w.transportUnknown),
  ];
}

/** e.g. ["212 let in", "2 refused"]; what is zero is not said. */
export function lineFigures(
  {
    accepted,
    refused,
  }: { readonly accepted: number; readonly refused: number },
  language: Language,
): string[] {
  const w = words(language).attribution;
  return [
    ...(accepted > 0 ? [w.accepted(formatCount(accepted, language))] : []),
    ...(refused > 0 ? [w.refused(formatCount(refused, language))] : []),
  ];
}

/** What the answer rests on: how much was read, of which time, and what was left out. */
export function readSentences(
  log: Log,
  language: Language,
  timeZone: string,
): string[] {
  const w = words(language).attribution.read;
  const count = (figure: number) => formatCount(figure, language);
  const read = log.sources.filter(({ outcome }) => outcome === "read");
  const sum = (of: (source: LogSourceDto) => number) =>
    log.sources.reduce((total, source) => total + of(source), 0);
  const cut = (part: LogSourceDto["missing"]) =>
    log.sources.filter(({ missing }) => missing === part).length;
  const said = (figure: number, say: (count: string) => string) =>
    figure > 0 ? [say(count(figure))] : [];
  return [
    w.summary(
      count(read.length),
      count(log.sources.length),
      count(sum(({ accessLines }) => accessLines)),
    ),
    ...span(read, language, timeZone),
    ...said(log.mutualTls, w.mutualTls),
    ...said(log.mutualTlsClaimed, w.mutualTlsClaimed),
    ...said(
      sum(({ notUnderstood }) => notUnderstood),
      w.notUnderstood,
    ),
    ...said(cut("oldest"), w.cut.oldest),
    ...said(cut("newest"), w.cut.newest),
    ...(log.sources.some(({ filter }) => filter === "other")
      ? [w.filtered]
      : []),
    ...said(log.podsLeftOut, w.podsLeftOut),
    ...said(log.podsWithoutZtunnel, w.withoutZtunnel),
    ...said(log.podsWithoutProxy, w.withoutProxy),
  ];
}

export interface SourceGroup {
  readonly outcome: LogSourceDto["outcome"];
  readonly names: readonly string[];
  /** The API server's own words, of the first of them. */
  readonly problem: string | null;
}

/** Logs that were not read, by why. */
export function unreadSources(log: Log): readonly SourceGroup[] {
  const groups = new Map<LogSourceDto["outcome"], SourceGroup>();
  for (const { outcome, namespace, pod, problem } of log.sources) {
    if (outcome === "read") continue;
    const known = groups.get(outcome);
    groups.set(outcome, {
      outcome,
      names: [...(known?.names ?? []), `${namespace}/${pod}`],
      problem: known?.problem ?? problem,
    });
  }
  return [...groups.values()];
}

/** Whether switching the access log on could tell more. */
export function isLogMissing(log: Log): boolean {
  return log.sources.some(
    ({ kind, outcome }) =>
      kind === "sidecar" &&
      (outcome === "logging-off" ||
        outcome === "logging-elsewhere" ||
        outcome === "logging-unknown"),
  );
}

function span(
  sources: readonly LogSourceDto[],
  language: Language,
  timeZone: string,
): string[] {
  const w = words(language).attribution.read;
  const from = sources.flatMap((source) => source.from ?? []).sort(byTime)[0];
  const to = sources
    .flatMap((source) => source.to ?? [])
    .sort(byTime)
    .at(-1);
  return from === undefined || to === undefined
    ? []
    : [
        w.span(
          logMoment(from, language, timeZone),
          logMoment(to, language, timeZone),
        ),
      ];
}

function byTime(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b);
}
