/**
 * One question, split by the namespaces of the destinations only where it is too much for Prometheus:
 *
 *   all ── refused ─▶ { a, b } and { all but a, b } ── refused ─▶ quarters ── refused ─▶ eighths
 *
 * The last shard is always "all but the others", so that no namespace can be missed, and the answers
 * have no row in common. How far it had to be split is remembered, and tried anew now and then.
 */
import type { PrometheusAnswer, PrometheusClient } from "./client";
import type { VectorRow } from "./envelope";
import type { Only } from "./promql-series";
import { literal, matcher } from "./promql-text";

/** Halves, quarters, eighths: at most eight answers, and fifteen questions. */
const MOST_SPLITS = 3;

/** After this many readings a question that had to be split is asked as one again. */
const FORGET_AFTER = 20;

/** Questions remembered; whoever asks about ever new windows must not fill the memory. */
const MOST_NAMES = 64;

export interface ShardedAnswer {
  readonly answer: PrometheusAnswer<VectorRow>;
  /** How many answers it took; 1 = it was not split. */
  readonly shards: number;
  readonly queries: number;
}

export interface Shardable {
  readonly client: PrometheusClient;
  /** The same text for the same question, whenever it is asked. */
  readonly name: string;
  /** Namespaces known to be destinations, the busiest first. */
  readonly namespaces: readonly string[];
  ask(only: Only): Promise<PrometheusAnswer<VectorRow>>;
}

export async function askInShards(question: Shardable): Promise<ShardedAnswer> {
  const splits = rememberedSplits(question);
  const whole: Shard = { isRest: true, names: question.namespaces, others: [] };
  const found = await askShard(question, whole, 0, splits);
  if (found.answer.ok) remember(question, found.depth);
  return found;
}

interface Shard {
  readonly isRest: boolean;
  /** Namespaces known to be in it. */
  readonly names: readonly string[];
  /** Of the rest: those that are elsewhere. */
  readonly others: readonly string[];
}

interface Found extends ShardedAnswer {
  readonly depth: number;
}

async function askShard(
  question: Shardable,
  shard: Shard,
  depth: number,
  splitUntil: number,
): Promise<Found> {
  const canSplit = depth < MOST_SPLITS && shard.names.length > 1;
  if (!canSplit || depth >= splitUntil) {
    const answer = await question.ask(matchersOf(shard));
    if (answer.ok || !canSplit || !isTooMuch(answer.problem.code)) {
      return { answer, shards: 1, queries: 1, depth };
    }
    const found = await askHalves(question, shard, depth, splitUntil);
    return { ...found, queries: found.queries + 1 };
  }
  return askHalves(question, shard, depth, splitUntil);
}

/** One after the other: a server at its limits is not asked twice at once. */
async function askHalves(
  question: Shardable,
  { isRest, names, others }: Shard,
  depth: number,
  splitUntil: number,
): Promise<Found> {
  const some = names.filter((_, at) => at % 2 === 0);
  const halves: Shard[] = [
    { isRest: false, names: some, others: [] },
    {
      isRest,
      names: names.filter((_, at) => at % 2 === 1),
      others: [...others, ...some],
    },
  ];
  const rows: VectorRow[] = [];
  const warnings = new Set<string>();
  let [shards, queries, deepest] = [0, 0, 0];
  for (const half of halves) {
    const found = await askShard(question, half, depth + 1, splitUntil);
    shards += found.shards;
    queries += found.queries;
    deepest = Math.max(deepest, found.depth);
    const { answer } = found;
    if (!answer.ok) return { answer, shards, queries, depth: deepest };
    for (const row of answer.rows) rows.push(row);
    for (const warning of answer.warnings) warnings.add(warning);
  }
  const answer = { ok: true as const, rows, warnings: [...warnings] };
  return { answer, shards, queries, depth: deepest };
}

function matchersOf({ isRest, names, others }: Shard): Only {
  const label = "destination_workload_namespace";
  const listed = (isRest ? others : names).map(literal).join("|");
  if (!isRest) return [matcher(label, "=~", listed)];
  return others.length === 0 ? [] : [matcher(label, "!~", listed)];
}

function isTooMuch(code: string): boolean {
  return code === "too-much" || code === "timeout";
}

interface Remembered {
  readonly splits: number;
  readonly readings: number;
}

const memory = new WeakMap<PrometheusClient, Map<string, Remembered>>();

function rememberedSplits({ client, name }: Shardable): number {
  const known = memory.get(client)?.get(name);
  return known && known.readings < FORGET_AFTER ? known.splits : 0;
}

function remember({ client, name }: Shardable, splits: number): void {
  const names = memory.get(client) ?? new Map<string, Remembered>();
  memory.set(client, names);
  const known = names.get(name);
  const again = known !== undefined && known.splits === splits;
  const readings = again ? (known.readings + 1) % (FORGET_AFTER + 1) : 1;
  names.delete(name);
  names.set(name, { splits, readings });
  const [oldest] = names.keys();
  if (names.size > MOST_NAMES && oldest !== undefined) names.delete(oldest);
}
