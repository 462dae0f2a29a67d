import { z } from "zod";
import {
  KubernetesProblem,
  type KubernetesProblemCause,
  type KubernetesProblemCode,
} from "./problem";
import { cannot, type RequestSubject } from "./request-subject";

/** The fields of a `v1` Status that explain a refusal. */
const statusSchema = z.object({
  kind: z.literal("Status"),
  message: z.string().default(""),
  reason: z.string().default(""),
  code: z.number().optional(),
  details: z
    .object({
      name: z.string().default(""),
      causes: z
        .array(
          z.object({
            field: z.string().default(""),
            reason: z.string().default(""),
            message: z.string().default(""),
          }),
        )
        .default([]),
    })
    .default({ name: "", causes: [] }),
});

type Status = z.infer<typeof statusSchema>;

/**
 * Turns an answer that is not 2xx into the problem it means. `text` is the body as it came:
 * usually a Status, but proxies and unknown paths answer plain text or HTML.
 */
export function statusProblem(
  httpStatus: number,
  text: string,
  subject: RequestSubject,
): KubernetesProblem {
  const status = parseStatus(text);
  const code = codeOf(httpStatus, status);
  if (code === "unauthorized") {
    // Proxies and webhooks may repeat the token they refuse, so nothing of their words is kept.
    return new KubernetesProblem(code, sentence(code, null, subject, []), {
      status: httpStatus,
      remedy: remedyOf(code, null, subject),
    });
  }
  const causes = (status?.details.causes ?? []).map(toCause);
  return new KubernetesProblem(code, sentence(code, status, subject, causes), {
    status: httpStatus,
    upstream: status?.message || excerpt(text),
    remedy: remedyOf(code, status, subject),
    causes,
  });
}

/** The same for the Status inside an ERROR event of a watch. */
export function statusObjectProblem(
  object: unknown,
  subject: RequestSubject,
): KubernetesProblem {
  const parsed = statusSchema.safeParse(object);
  const httpStatus = parsed.success ? (parsed.data.code ?? 500) : 500;
  return statusProblem(httpStatus, JSON.stringify(object) ?? "", subject);
}

function parseStatus(text: string): Status | null {
  try {
    const parsed = statusSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function codeOf(
  httpStatus: number,
  status: Status | null,
): KubernetesProblemCode {
  switch (httpStatus) {
    case 401:
      return "unauthorized";
    case 403:
      return isDenial(status) ? "rejected" : "forbidden";
    case 404:
      // An unknown path has no Status, or one without a name.
      return status === null || status.details.name === ""
        ? "not-served"
        : "not-found";
    case 409:
      return "conflict";
    case 408:
    case 504:
      return "timeout";
    case 410:
      return "gone";
    default:
      break;
  }
  if (httpStatus >= 500 || httpStatus === 429) {
    return "server-error";
  }
  if (httpStatus >= 400) {
    return "rejected";
  }
  return "malformed";
}

/** Admission (webhooks, quota, a namespace that is going) also answers 403, but no Role would help. */
function isDenial(status: Status | null): boolean {
  if (status === null) {
    return false;
  }
  return (
    /admission webhook|denied the request|exceeded quota/.test(
      status.message,
    ) ||
    status.details.causes.some(
      (cause) => cause.reason === "NamespaceTerminating",
    )
  );
}

function toCause(
  cause: Status["details"]["causes"][number],
): KubernetesProblemCause {
  const manager =
    cause.reason === "FieldManagerConflict"
      ? (/conflicts? with "([^"]*)"/.exec(cause.message)?.[1] ?? null)
      : null;
  return { ...cause, manager };
}

function sentence(
  code: KubernetesProblemCode,
  status: Status | null,
  subject: RequestSubject,
  causes: readonly KubernetesProblemCause[],
): string {
  const refused = `The API server says: ${status?.message ?? "no reason given"}`;
  switch (code) {
    case "unauthorized":
      return "The API server does not accept the credentials.";
    case "forbidden":
      return `The API server refuses: ${impersonating(status) ?? cannot(subject)}.`;
    case "not-found":
      return `There is no ${subject.resource} "${subject.name}"${inNamespace(subject)}.`;
    case "not-served":
      return `The API server does not serve ${subject.resource}.`;
    case "conflict":
      return conflictSentence(subject, causes) ?? refused;
    case "gone":
      return "The API server no longer has that part of the history.";
    case "timeout":
      return "The API server gave up before it had an answer.";
    case "server-error":
      return "The API server answers with an error of its own.";
    case "malformed":
      return "The answer is not one of a Kubernetes API server.";
    default:
      return refused;
  }
}

function conflictSentence(
  subject: RequestSubject,
  causes: readonly KubernetesProblemCause[],
): string | null {
  const owned = causes.filter((cause) => cause.manager !== null);
  if (owned.length === 0) {
    return null;
  }
  const parts = owned.map(
    (cause) => `${cause.field} is owned by "${cause.manager}"`,
  );
  return `${subject.resource} "${subject.name}" was not changed: ${parts.join("; ")}.`;
}

/** A refused impersonation speaks of another verb than the request did. */
function impersonating(status: Status | null): string | null {
  const match = /cannot impersonate resource "([^"]+)"/.exec(
    status?.message ?? "",
  );
  return match === null ? null : `cannot impersonate ${match[1]}`;
}

function inNamespace(subject: RequestSubject): string {
  return subject.namespace === "" ? "" : ` in namespace ${subject.namespace}`;
}

function remedyOf(
  code: KubernetesProblemCode,
  status: Status | null,
  subject: RequestSubject,
): string {
  switch (code) {
    case "unauthorized":
      return "Renew the token or certificate of the kubeconfig's user, then try again.";
    case "forbidden": {
      const role = subject.namespace === "" ? "ClusterRole" : "Role";
      return impersonating(status) === null
        ? `Ask for a ${role} that allows ${subject.verb} on ${subject.resource}${inNamespace(subject)}.`
        : "Ask for a ClusterRole that allows impersonate on users and groups, or remove `as` from the kubeconfig.";
    }
    case "not-found":
      return "Reload: it may have been deleted meanwhile.";
    case "not-served":
      return "Check that its CustomResourceDefinition is installed.";
    case "conflict":
      return "Reload to see the current state, and agree with the other owner of those fields.";
    case "gone":
      return "Read the list again.";
    case "timeout":
    case "server-error":
      return "Try again; if it stays, look at the API server's logs.";
    case "malformed":
      return "Check the cluster's `server` address in the kubeconfig.";
    default:
      return "Change what the server objects to, then try again.";
  }
}

function excerpt(text: string): string | null {
  const short = text.replaceAll(/\s+/g, " ").trim().slice(0, 300);
  return short === "" ? null : short;
}
