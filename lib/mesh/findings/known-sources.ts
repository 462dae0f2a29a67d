/** What of the cluster could be read completely. A finding never rests on the absence of what could not. */
export interface KnownSources {
  /** false = Istio's defaults are assumed, the root namespace and auto mTLS among them. */
  readonly meshConfig: boolean;
  /** false = PeerAuthentications of this namespace (or of the mesh) are not known. */
  policies(namespace: string): boolean;
  destinationRules(namespace: string): boolean;
  services(namespace: string): boolean;
  pods(namespace: string): boolean;
}

/**
 * The same as it is now: a search that takes its time must not see a source come or go.
 * @param namespaces all that may be asked about
 */
export function lastingAnswers(
  known: KnownSources,
  namespaces: ReadonlySet<string>,
): KnownSources {
  return {
    meshConfig: known.meshConfig,
    policies: askedNow(namespaces, (name) => known.policies(name)),
    destinationRules: askedNow(namespaces, (name) =>
      known.destinationRules(name),
    ),
    services: askedNow(namespaces, (name) => known.services(name)),
    pods: askedNow(namespaces, (name) => known.pods(name)),
  };
}

function askedNow(
  namespaces: ReadonlySet<string>,
  ask: (namespace: string) => boolean,
) {
  const answers = new Map([...namespaces].map((name) => [name, ask(name)]));
  return (namespace: string): boolean => {
    const answer = answers.get(namespace) ?? ask(namespace);
    answers.set(namespace, answer);
    return answer;
  };
}

export const ALL_KNOWN: KnownSources = {
  meshConfig: true,
  policies: () => true,
  destinationRules: () => true,
  services: () => true,
  pods: () => true,
};
