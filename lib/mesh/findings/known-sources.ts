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

export const ALL_KNOWN: KnownSources = {
  meshConfig: true,
  policies: () => true,
  destinationRules: () => true,
  services: () => true,
  pods: () => true,
};
