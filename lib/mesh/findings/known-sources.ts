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

/** The same, with answers that last: a search that takes its time must not see a source come or go. */
export function lastingAnswers(known: KnownSources): KnownSources {
  return {
    meshConfig: known.meshConfig,
    policies: askedOnce((namespace) => known.policies(namespace)),
    destinationRules: askedOnce((namespace) =>
      known.destinationRules(namespace),
    ),
    services: askedOnce((namespace) => known.services(namespace)),
    pods: askedOnce((namespace) => known.pods(namespace)),
  };
}

function askedOnce(ask: (namespace: string) => boolean) {
  const answers = new Map<string, boolean>();
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
