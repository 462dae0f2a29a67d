import type { AttributionProblemCode } from "@/lib/attribution/problem";
import { isAttributionProblem } from "@/lib/attribution/problem";
import { isEnforcementProblem } from "@/lib/enforcement/problem";
import type { KubernetesProblemCode } from "@/lib/kubernetes/problem";
import { isKubernetesProblem } from "@/lib/kubernetes/problem";
import {
  isStartProblem,
  type StartProblem,
} from "@/lib/snapshot/start-problem";
import { isWindowProblem } from "@/lib/snapshot/window-problem";
import type { Problem, ProblemCode } from "./problem-contract";
import { toSource } from "./source-dto";

/** Every way a request can fail, in words for the user and numbers for the machine (RFC 9457). */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";

  constructor(
    readonly code: ProblemCode,
    message: string,
    readonly remedy: string,
    readonly upstream?: string,
  ) {
    super(message);
  }
}

const STATUS: Readonly<Record<ProblemCode, number>> = {
  "invalid-request": 400,
  "not-found": 404,
  "service-unknown": 404,
  "not-lockable": 409,
  "plan-changed": 409,
  "confirmation-missing": 409,
  "partly-applied": 500,
  forbidden: 403,
  unauthorized: 401,
  conflict: 409,
  rejected: 422,
  "kubernetes-down": 502,
  "prometheus-down": 502,
  starting: 503,
  "too-many-windows": 429,
  busy: 429,
  configuration: 500,
  "cross-site": 403,
  internal: 500,
};

const TITLES: Readonly<Record<ProblemCode, string>> = {
  "invalid-request": "The request is not valid",
  "not-found": "There is nothing here",
  "service-unknown": "This service is not known",
  "not-lockable": "This cannot be done for this service",
  "plan-changed": "The plan has changed",
  "confirmation-missing": "A confirmation is missing",
  "partly-applied": "Only a part was applied",
  forbidden: "Kubernetes does not allow this",
  unauthorized: "Kubernetes does not accept the credentials",
  conflict: "Somebody else owns what would be changed",
  rejected: "Kubernetes rejected the change",
  "kubernetes-down": "Kubernetes does not answer as expected",
  "prometheus-down": "Prometheus does not answer as expected",
  starting: "Reading the cluster",
  "too-many-windows": "Too many time ranges at once",
  busy: "Too much at once",
  configuration: "A setting is wrong",
  "cross-site": "Requests from other sites are refused",
  internal: "Something went wrong in Lockstep",
};

/** What the outside learns of an error. An unknown one stays opaque; the log has it whole. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ApiProblem) {
    return problem(error.code, error.message, error.remedy, error.upstream);
  }
  if (isEnforcementProblem(error)) {
    return problem(error.code, error.message, error.remedy);
  }
  if (isAttributionProblem(error)) {
    return problem(FROM_ATTRIBUTION[error.code], error.message, error.remedy);
  }
  if (isStartProblem(error)) {
    return {
      ...problem(error.code, error.message, error.remedy),
      ...startFacts(error),
    };
  }
  if (isWindowProblem(error)) {
    return problem(error.code, error.message, error.remedy);
  }
  if (isKubernetesProblem(error)) {
    return problem(
      FROM_KUBERNETES[error.code],
      error.message,
      error.remedy,
      error.upstream ?? undefined,
    );
  }
  return problem(
    "internal",
    "An unexpected error happened; its details are in the server's log.",
    "Try again; if it stays, report it with the log.",
  );
}

function startFacts({
  about: { statements, unreadable },
}: StartProblem): Pick<Problem, "progress" | "unreadable"> {
  const waiting = statements?.filter(({ state }) => state === "starting");
  return {
    ...(statements && waiting
      ? {
          progress: {
            read: statements.length - waiting.length,
            total: statements.length,
            waiting: waiting.map(({ id, what }) => ({ id, what })),
          },
        }
      : {}),
    ...(unreadable ? { unreadable: toSource(unreadable) } : {}),
  };
}

export function problemResponse(found: Problem): Response {
  return new Response(JSON.stringify(found), {
    status: found.status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
    },
  });
}

const FROM_ATTRIBUTION: Readonly<Record<AttributionProblemCode, ProblemCode>> =
  {
    "service-unknown": "service-unknown",
    "not-possible": "not-lockable",
    "plan-changed": "plan-changed",
    conflict: "conflict",
    busy: "busy",
  };

const FROM_KUBERNETES: Readonly<Record<KubernetesProblemCode, ProblemCode>> = {
  "kubeconfig-missing": "configuration",
  "kubeconfig-invalid": "configuration",
  "context-unknown": "configuration",
  unreachable: "kubernetes-down",
  timeout: "kubernetes-down",
  malformed: "kubernetes-down",
  "server-error": "kubernetes-down",
  gone: "kubernetes-down",
  unauthorized: "unauthorized",
  forbidden: "forbidden",
  "not-found": "not-found",
  "not-served": "not-lockable",
  conflict: "conflict",
  rejected: "rejected",
};

function problem(
  code: ProblemCode,
  detail: string,
  remedy: string,
  upstream?: string,
): Problem {
  return {
    type: `urn:lockstep:problem:${code}`,
    title: TITLES[code],
    status: STATUS[code],
    code,
    detail,
    remedy,
    ...(upstream ? { upstream } : {}),
  };
}
