import type { IncomingMessage, ServerResponse } from "node:http";
import type { SimulatedClock } from "@/lib/simulator/clock";
import type { Matcher } from "@/lib/simulator/promql/expression";
import { makeMatcher } from "@/lib/simulator/promql/matcher";
import { parseQuery } from "@/lib/simulator/promql/parse";
import { PromqlProblem } from "@/lib/simulator/promql/problem";
import type { Series, SeriesSource } from "@/lib/simulator/promql/series";
import { requestForm } from "@/lib/simulator/request";
import type { World } from "@/lib/simulator/world";
import { send, sendData, sendError } from "./answer";
import { PARTIAL_WARNING, type PrometheusFaults } from "./faults";
import { invalid, stepMs, timeMs } from "./parameters";
import { metricOf, queryInstant, queryRange } from "./query";

export interface PrometheusApiOptions {
  readonly world: World;
  readonly clock: SimulatedClock;
  readonly faults: PrometheusFaults;
  readonly defaultStepMs: number;
}

/**
 * Answers one request to the Prometheus HTTP API.
 * @param path without the prefix under which this Prometheus is mounted, e.g. "/api/v1/query".
 */
export async function answerPrometheus(
  options: PrometheusApiOptions,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { faults, world } = options;
  if (faults.slowMs > 0) {
    await new Promise((resolve) => setTimeout(resolve, faults.slowMs));
  }
  if (faults.down) {
    send(response, 503, "text/plain; charset=utf-8", "Service Unavailable\n");
    return;
  }
  if (faults.html) {
    const page = "<!doctype html><title>Sign in</title><h1>Sign in</h1>";
    send(response, 200, "text/html; charset=utf-8", page);
    return;
  }
  world.traffic.settle();
  try {
    const parameters = await requestForm(request);
    const data = dataFor(options, path, parameters);
    if (data === undefined) {
      send(response, 404, "text/plain; charset=utf-8", "404 page not found\n");
    } else if (typeof data === "string") {
      send(response, 200, "text/plain; charset=utf-8", data);
    } else {
      const partly = faults.partial ? [PARTIAL_WARNING] : [];
      sendData(response, data, [...faults.warnings, ...partly]);
    }
  } catch (error) {
    if (error instanceof PromqlProblem) {
      sendError(response, error.errorType, error.message);
    } else {
      sendError(response, "internal", String(error));
    }
  }
}

function dataFor(
  options: PrometheusApiOptions,
  path: string,
  parameters: URLSearchParams,
): unknown {
  const source = sourceOf(options);
  const query = { source, defaultStepMs: options.defaultStepMs };
  const nowMs = options.clock.nowMs();
  switch (path) {
    case "/-/ready":
      return "Prometheus Server is Ready.\n";
    case "/-/healthy":
      return "Prometheus Server is Healthy.\n";
    case "/api/v1/query":
      return queryInstant(
        query,
        parameters.get("query"),
        timeMs(parameters, "time", nowMs),
      );
    case "/api/v1/query_range":
      return queryRange(
        query,
        parameters.get("query"),
        timeMs(parameters, "start", null),
        timeMs(parameters, "end", null),
        stepMs(parameters),
      );
    case "/api/v1/series":
      return seriesFor(source, parameters, true).map(metricOf);
    case "/api/v1/labels": {
      const found = seriesFor(source, parameters, false);
      const names = found.flatMap((it) => Object.keys(metricOf(it)));
      return [...new Set(names)].sort();
    }
    case "/api/v1/status/buildinfo":
      return {
        version: "2.42.0",
        revision: "simulated",
        branch: "HEAD",
        buildUser: "",
        buildDate: "",
        goVersion: "",
      };
    default: {
      const label = /^\/api\/v1\/label\/([^/]+)\/values$/.exec(path)?.[1];
      return label === undefined
        ? undefined
        : valuesOf(seriesFor(source, parameters, false), label);
    }
  }
}

function valuesOf(found: readonly Series[], label: string): string[] {
  const values = found.flatMap((it) => metricOf(it)[label] ?? []);
  return [...new Set(values)].sort();
}

function seriesFor(
  source: SeriesSource,
  parameters: URLSearchParams,
  mustMatch: boolean,
): readonly Series[] {
  const texts = parameters.getAll("match[]");
  if (texts.length === 0) {
    if (mustMatch) {
      throw new PromqlProblem("bad_data", "no match[] parameter provided");
    }
    return source.select([makeMatcher("__name__", "!=", "")]);
  }
  const found = texts.flatMap((text) => source.select(matchersOf(text)));
  return [...new Set(found)];
}

function matchersOf(text: string): readonly Matcher[] {
  const expression = parseQuery(text);
  if (expression.kind !== "selector") {
    throw invalid("match[]", `${text} is not a series selector`);
  }
  return expression.matchers;
}

function sourceOf({ faults, world }: PrometheusApiOptions): SeriesSource {
  const { series } = world.traffic;
  return faults.partial
    ? {
        select: (matchers) =>
          series.select(matchers).filter((_, index) => index % 2 === 0),
      }
    : series;
}
