/**
 * The settings, read from the environment once. Whatever is wrong is told together, in plain
 * words, and never with the value of a secret.
 */
import { hostname } from "node:os";
import { z } from "zod";
import type { Criteria } from "@/lib/mesh/readiness/criteria";
import { readAllowedHosts } from "./config/allowed-hosts";
import { readCriteria } from "./config/criteria";
import { type Environment, EnvironmentReader } from "./config/environment";
import { readKubernetes } from "./config/kubernetes";
import { readListen } from "./config/listen";
import type { ConfigProblem } from "./config/problem";
import { readPrometheus } from "./config/prometheus";

const LOG_LEVELS = [
  "fatal",
  "error",
  "warn",
  "info",
  "debug",
  "trace",
  "silent",
] as const;

interface Config {
  readonly kubernetes: {
    /** A path list as in KUBECONFIG; null = look where kubectl looks. */
    readonly kubeconfig: string | null;
    /** null = the kubeconfig's current context */
    readonly context: string | null;
    /** Where Istio's control plane lives, and by default its root namespace. */
    readonly istioNamespace: string;
  };
  /** What makes a service ready; a namespace may have its own. */
  readonly criteria: Criteria;
  readonly prometheus: ReturnType<typeof readPrometheus>;
  readonly listen: { readonly hostname: string; readonly port: number };
  /** Host names besides the loopback ones under which requests are answered, with their https port where one was given. */
  readonly allowedHosts: readonly string[];
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

export type ConfigReading =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/**
 * Reads every setting, and files that settings name (secrets and certificates), but contacts nobody.
 * Never throws.
 */
export function readConfig(
  environment: Environment,
  machineName: string = hostname(),
): ConfigReading {
  const env = new EnvironmentReader(environment);
  const config: Config = {
    kubernetes: readKubernetes(env),
    criteria: readCriteria(env),
    prometheus: readPrometheus(env),
    listen: readListen(env, machineName),
    allowedHosts: readAllowedHosts(env),
    logLevel: env.parsed(
      "LOG_LEVEL",
      z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(", ")}`),
      "info",
      "Leave it unset for info.",
    ),
  };
  return env.problems.length === 0
    ? { ok: true, config }
    : { ok: false, problems: env.problems };
}
