/** The closed list of ways in which talking to Kubernetes goes wrong. */
export type KubernetesProblemCode =
  | "kubeconfig-missing"
  | "kubeconfig-invalid"
  | "context-unknown"
  | "unreachable"
  | "unauthorized"
  | "forbidden"
  | "not-found"
  | "conflict"
  | "rejected"
  | "gone"
  | "not-served"
  | "timeout"
  | "malformed"
  | "server-error";

/** One detail of a refusal, as the API server lists them in `Status.details.causes`. */
export interface KubernetesProblemCause {
  /** e.g. ".spec.mtls.mode"; empty where the server names none */
  readonly field: string;
  readonly reason: string;
  readonly message: string;
  /** The field manager that owns the field, for server-side apply conflicts. */
  readonly manager: string | null;
}

export interface KubernetesProblemDetails {
  /** One sentence: what the reader can do about it. */
  readonly remedy: string;
  /** HTTP status of the answer; null when there was none. */
  readonly status?: number | null;
  /** The API server's own words, unchanged. */
  readonly upstream?: string | null;
  readonly causes?: readonly KubernetesProblemCause[];
  readonly cause?: unknown;
}

/** The one error this folder throws on purpose. `message` is a plain sentence without secrets. */
export class KubernetesProblem extends Error {
  override readonly name = "KubernetesProblem";
  readonly status: number | null;
  readonly remedy: string;
  readonly upstream: string | null;
  readonly causes: readonly KubernetesProblemCause[];

  constructor(
    readonly code: KubernetesProblemCode,
    message: string,
    details: KubernetesProblemDetails,
  ) {
    super(message, details.cause === undefined ? {} : { cause: details.cause });
    this.status = details.status ?? null;
    this.remedy = details.remedy;
    this.upstream = details.upstream ?? null;
    this.causes = details.causes ?? [];
  }
}

/** By name and not by class: the development server may hold two copies of this module. */
export function isKubernetesProblem(
  value: unknown,
): value is KubernetesProblem {
  return value instanceof Error && value.name === "KubernetesProblem";
}
