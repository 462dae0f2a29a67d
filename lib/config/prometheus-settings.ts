/** A secret as given, or the file it stands in. Files are read anew for each use, because tokens rotate. */
export type Secret =
  | { readonly from: "value"; readonly value: string }
  | { readonly from: "file"; readonly path: string };

export type PrometheusAuthorization =
  | { readonly kind: "none" }
  | { readonly kind: "bearer"; readonly token: Secret }
  | {
      readonly kind: "basic";
      readonly username: string;
      readonly password: Secret;
    };

/** How to reach and ask Prometheus. */
export interface PrometheusSettings {
  /** http or https, without credentials, query or trailing slash; a path prefix is kept. */
  readonly url: string;
  readonly authorization: PrometheusAuthorization;
  /** Extra request headers, lower-case names, e.g. `x-scope-orgid`. */
  readonly headers: Readonly<Record<string, string>>;
  /** PEM of the authority to trust instead of the system's; null = the system's. */
  readonly ca: string | null;
  /** For one question, from sending it to the last byte of the answer. */
  readonly timeoutMs: number;
}

/** Which series are of this cluster, where one Prometheus holds several. */
export interface ClusterLabel {
  readonly label: string;
  readonly value: string;
}
