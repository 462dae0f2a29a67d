import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { ChurnPace } from "./churn/churn-pace";
import type { SimulatedClock } from "./clock";
import type { KubernetesFaults } from "./kubernetes/faults";
import { resourceDefinitions } from "./kubernetes/resources";
import { send } from "./prometheus/answer";
import {
  NO_PROMETHEUS_FAULTS,
  type PrometheusFaults,
} from "./prometheus/faults";
import { requestText } from "./request";
import { isScenarioName, SCENARIO_NAMES } from "./scenarios/catalog";
import type { ObjectStore } from "./store";
import type { World } from "./world";

export interface ControlOptions {
  readonly world: World;
  readonly store: ObjectStore;
  readonly clock: SimulatedClock;
  readonly churnPace: ChurnPace;
  readonly kubernetesFaults: KubernetesFaults;
  readonly prometheusFaults: PrometheusFaults;
}

const resetSchema = z.strictObject({
  scenario: z.string().optional(),
  seed: z.int().optional(),
});

const advanceSchema = z.strictObject({ seconds: z.number().min(0) });

const churnSchema = z.strictObject({
  /** Steps a second from now on; 0 stops it. */
  rate: z.number().min(0).max(200).optional(),
  /** Made at once, whatever the rate. */
  steps: z.int().min(0).max(10_000).optional(),
});

const forbidSchema = z.strictObject({
  resource: z.string().optional(),
  verb: z.string().optional(),
  namespace: z.string().optional(),
});

/** Only what is named changes; `reset: true` first clears everything. */
const faultsSchema = z.strictObject({
  reset: z.boolean().optional(),
  kubernetes: z
    .strictObject({
      dropWatches: z.boolean().optional(),
      silenceWatches: z.boolean().optional(),
      gone: z
        .union([z.boolean(), z.literal("event"), z.literal("status")])
        .optional(),
      forbid: z.array(forbidSchema).optional(),
      unavailable: z.boolean().optional(),
      delayMs: z.number().min(0).optional(),
      /** Kinds, groups or group versions that are not served. */
      absent: z.array(z.string()).optional(),
    })
    .optional(),
  prometheus: z
    .strictObject({
      down: z.boolean(),
      slowMs: z.number().min(0),
      html: z.boolean(),
      warnings: z.array(z.string()),
      partial: z.boolean(),
    })
    .partial()
    .optional(),
});

/**
 * /_sim/*: the world's own controls, for tests and the demo; nothing a real cluster would have.
 *
 *     POST reset {scenario?, seed?}   POST advance {seconds}   POST faults {…}
 *     POST forget: Prometheus starts anew with an empty store
 *     POST churn {rate?, steps?}: pods roll, callers move, policies change
 *     GET state   GET calls
 */
export async function answerControl(
  options: ControlOptions,
  action: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const answer = await answerFor(options, action, request);
    sendJson(response, answer === null ? 404 : 200, answer ?? unknownAction);
  } catch (error) {
    const message =
      error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    sendJson(response, 400, { error: message });
  }
}

const unknownAction = {
  error:
    "unknown control: GET state, GET calls, POST reset, POST advance, POST forget, POST churn, POST faults",
};

async function answerFor(
  options: ControlOptions,
  action: string,
  request: IncomingMessage,
): Promise<unknown> {
  const { world, clock } = options;
  const body = async () => JSON.parse((await requestText(request)) || "{}");
  switch (`${request.method} ${action}`) {
    case "GET state":
      return state(options);
    case "GET calls":
      return { calls: world.calls() };
    case "POST reset": {
      const { scenario, seed } = resetSchema.parse(await body());
      const name = scenario ?? world.scenario;
      if (!isScenarioName(name)) {
        throw new Error(
          `unknown scenario "${name}": one of ${SCENARIO_NAMES.join(", ")}`,
        );
      }
      applyFaults(options, { reset: true });
      options.churnPace.stop();
      world.reset(name, seed ?? world.seed);
      return state(options);
    }
    case "POST advance":
      world.traffic.settle();
      clock.advance(advanceSchema.parse(await body()).seconds * 1_000);
      return state(options);
    case "POST forget":
      world.traffic.forgetBefore(clock.nowMs());
      return state(options);
    case "POST churn": {
      const { rate, steps } = churnSchema.parse(await body());
      if (rate !== undefined) options.churnPace.set(rate);
      const done = Array.from({ length: steps ?? 0 }, () => world.churn.step());
      return { ...state(options), done };
    }
    case "POST faults":
      applyFaults(options, faultsSchema.parse(await body()));
      return state(options);
    default:
      return null;
  }
}

function state({ world, store, clock, churnPace }: ControlOptions) {
  world.traffic.settle();
  const objects = resourceDefinitions
    .map(({ kind }) => [kind, store.count(kind)] as const)
    .filter(([, count]) => count > 0);
  return {
    scenario: world.scenario,
    seed: world.seed,
    now: new Date(clock.nowMs()).toISOString(),
    revision: store.revision(),
    objects: Object.fromEntries(objects),
    series: world.traffic.series.size(),
    churn: { rate: churnPace.rate, steps: world.churn.steps },
  };
}

function applyFaults(
  options: ControlOptions,
  faults: z.infer<typeof faultsSchema>,
): void {
  const { kubernetesFaults, prometheusFaults, world } = options;
  if (faults.reset === true) {
    kubernetesFaults.silenceWatches = false;
    kubernetesFaults.gone = false;
    kubernetesFaults.forbid = [];
    kubernetesFaults.unavailable = false;
    kubernetesFaults.delayMs = 0;
    Object.assign(prometheusFaults, NO_PROMETHEUS_FAULTS);
    world.restoreServed();
  }
  const { dropWatches, absent, forbid, ...switches } = faults.kubernetes ?? {};
  Object.assign(kubernetesFaults, defined(switches));
  if (forbid !== undefined) {
    kubernetesFaults.forbid = forbid.map((it) => defined(it));
  }
  if (absent !== undefined) {
    world.restoreServed(absent);
  }
  if (dropWatches === true) {
    kubernetesFaults.dropWatches();
  }
  Object.assign(prometheusFaults, defined(faults.prometheus ?? {}));
}

function defined<T extends object>(
  fields: T,
): {
  [K in keyof T]?: Exclude<T[K], undefined>;
} {
  const kept: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  return Object.assign(
    kept,
    Object.fromEntries(
      Object.entries(fields).filter(([, value]) => value !== undefined),
    ),
  );
}

function sendJson(response: ServerResponse, status: number, body: unknown) {
  send(response, status, "application/json", JSON.stringify(body));
}
