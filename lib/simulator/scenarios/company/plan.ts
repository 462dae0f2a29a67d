import type { Protocol } from "@/lib/simulator/mesh/outcome";
import { fractionOf, hashOf } from "@/lib/simulator/random";
import { namespaceName, serviceName } from "./names";
import { type Stage, stageOf } from "./stage";

export interface CompanyOptions {
  readonly namespaces: number;
  readonly services: number;
  /** Services of one namespace after the other, again and again; their mean is `services / namespaces`. */
  readonly sizes: readonly number[];
  /** Pods of one service after the other, again and again. */
  readonly replicas: readonly number[];
  readonly policies: number;
  /** DestinationRules that say what auto mTLS would do anyway. */
  readonly rules: number;
  readonly nodes: number;
  readonly hasAmbient: boolean;
  /** Of every flow; see `Flow.spread`. */
  readonly spread?: number;
}

export interface PlannedNamespace {
  readonly index: number;
  readonly name: string;
  readonly stage: Stage;
  readonly services: readonly PlannedService[];
}

export interface PlannedService {
  readonly namespace: string;
  readonly name: string;
  readonly protocol: Protocol;
  readonly replicas: number;
}

/** Who is there in a company of this size, the same for the same seed. */
export function planOf(
  options: CompanyOptions,
  seed: number,
): PlannedNamespace[] {
  const { sizes, replicas } = options;
  let placed = 0;
  return Array.from({ length: options.namespaces }, (_, index) => {
    const name = namespaceName(index);
    // Neighbours in the list are of many sizes, whatever the pattern.
    const wanted = sizes[(index * 7) % sizes.length] ?? 1;
    const isLast = index === options.namespaces - 1;
    const left = options.services - placed;
    const size = isLast ? left : Math.min(wanted, left);
    const services = Array.from({ length: size }, (_, place) => ({
      namespace: name,
      name: serviceName(hashOf(`${seed}|${name}|subject`) % 97, place),
      protocol: protocolOf(fractionOf(`${seed}|${name}|${place}|protocol`)),
      replicas: replicas[((placed + place) * 7) % replicas.length] ?? 1,
    }));
    placed += size;
    const draw = fractionOf(`${seed}|${name}|stage`);
    return { index, name, stage: stageOf(draw, options.hasAmbient), services };
  });
}

function protocolOf(draw: number): Protocol {
  return draw < 0.75 ? "http" : draw < 0.96 ? "grpc" : "tcp";
}
