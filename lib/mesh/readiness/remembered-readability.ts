import type { Readability } from "./readability";

/** Each question asked once per namespace: every row of a matrix asks about the same few. */
export function rememberedReadability(readable: Readability): Readability {
  return {
    meshConfig: readable.meshConfig,
    policies: remember((namespace) => readable.policies(namespace)),
    destinationRules: remember((namespace) =>
      readable.destinationRules(namespace),
    ),
    pods: remember((namespace) => readable.pods(namespace)),
  };
}

function remember(
  ask: (namespace: string) => boolean,
): (namespace: string) => boolean {
  const known = new Map<string, boolean>();
  return (namespace) => {
    const answer = known.get(namespace) ?? ask(namespace);
    known.set(namespace, answer);
    return answer;
  };
}
