import { fractionOf, hashOf } from "@/lib/simulator/random";
import type { Cluster } from "@/lib/simulator/scenarios/build/cluster";
import type { CompanyOptions, PlannedNamespace, PlannedService } from "./plan";
import { hasSidecars, type Stage } from "./stage";

/** In about 250 plans of a hundred services a caller each; one service in a hundred is used by everybody. */
const callerCounts: readonly (readonly [number, number])[] = [
  [0.05, 0],
  [0.33, 1],
  [0.63, 2],
  [0.82, 3],
  [0.92, 4],
  [0.99, 6],
  [1, 30],
];

/** Of the services of a blocked namespace, how many are called without an identity. */
const blockedShare = 0.6;
/** Ready namespaces in which somebody was forgotten, and how often that one calls. */
const stragglerShare = 0.1;
const stragglerRatePerS = 0.0006;

/** Most callers are near: of the same namespace, or of one beside it. */
export function addCalls(
  cluster: Cluster,
  options: CompanyOptions,
  seed: number,
  namespaces: readonly PlannedNamespace[],
): void {
  const bare = namespaces.filter(({ stage }) => stage === "bare");
  const add = (
    caller: PlannedService,
    callee: PlannedService,
    ratePerS: number,
  ) => {
    cluster.addFlow({
      from: {
        kind: "workload",
        namespace: caller.namespace,
        workload: caller.name,
      },
      to: {
        kind: "service",
        namespace: callee.namespace,
        service: callee.name,
        port: 80,
      },
      protocol: callee.protocol,
      ratePerS,
      ...(options.spread === undefined ? {} : { spread: options.spread }),
    });
  };
  for (const home of namespaces) {
    home.services.forEach((callee, place) => {
      const identity = `${seed}|${home.name}/${callee.name}`;
      const draw = fractionOf(`${identity}|callers`);
      const count = callerCounts.find(([below]) => draw < below)?.[1] ?? 0;
      const callers = new Set<PlannedService>();
      for (let call = 0; call < count; call += 1) {
        const caller = callerOf(
          namespaces,
          home,
          callee,
          `${identity}|${call}`,
        );
        if (caller !== null) callers.add(caller);
      }
      for (const caller of callers) {
        const rate = fractionOf(`${identity}|${caller.name}|rate`);
        add(caller, callee, 0.02 + 3 * rate ** 3);
      }
      const outsider = outsiderOf(bare, home, identity);
      if (outsider === null) {
        return;
      }
      if (
        home.stage === "blocked" &&
        fractionOf(`${identity}|blocked`) < blockedShare
      ) {
        add(outsider, callee, 0.05 + fractionOf(`${identity}|plain`));
      } else if (
        home.stage === "ready" &&
        place === 0 &&
        fractionOf(`${identity}|straggler`) < stragglerShare
      ) {
        add(outsider, callee, stragglerRatePerS);
      }
    });
  }
}

function callerOf(
  namespaces: readonly PlannedNamespace[],
  home: PlannedNamespace,
  callee: PlannedService,
  identity: string,
): PlannedService | null {
  for (let tries = 0; tries < 12; tries += 1) {
    const draw = fractionOf(`${identity}|${tries}|near`);
    const hash = hashOf(`${identity}|${tries}|where`);
    const away =
      draw < 0.45 ? 0 : draw < 0.8 ? (hash % 9) - 4 : hash % namespaces.length;
    const from =
      namespaces[(home.index + away + namespaces.length) % namespaces.length];
    if (from === undefined || !fits(from.stage, home.stage)) {
      continue;
    }
    const pick = hashOf(`${identity}|${tries}|who`) % from.services.length;
    const caller = from.services[pick];
    if (caller !== undefined && caller !== callee) {
      return caller;
    }
  }
  return null;
}

/** Plaintext is planned, not met by chance: ambient has no identity to show to sidecars (semantics B5). */
function fits(caller: Stage, callee: Stage): boolean {
  return callee === "bare"
    ? caller !== "locked"
    : callee === "ambient"
      ? caller !== "bare"
      : hasSidecars(caller);
}

/** A blocked namespace is mostly called by the same one or two of those without sidecars. */
function outsiderOf(
  bare: readonly PlannedNamespace[],
  home: PlannedNamespace,
  identity: string,
): PlannedService | null {
  const one = hashOf(`${home.name}|${hashOf(identity) % 2}|outsider`);
  const from = bare[one % Math.max(1, bare.length)];
  const pick = hashOf(`${identity}|outsider`);
  return from?.services[pick % from.services.length] ?? null;
}
