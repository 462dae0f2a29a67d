/**
 * Pods that replace each other have names that differ in what was drawn at random. Telemetry knows the
 * pods of the past by nothing else, so their names alone tell whose earlier life they were.
 */

/**
 * As Go and JavaScript both read it: "foo-7d8f9c6b5-x2x4z" of a Deployment, "foo-29171520-x2x4z" of a
 * CronJob, "foo-x2x4z" of a DaemonSet or Job. Kubernetes draws from an alphabet without vowels.
 * A StatefulSet gives a name anew, so anything else stands for itself.
 */
export const POD_NAME_PATTERN =
  "(.+?)(?:(-)(?:[b-df-hj-np-tv-xz24-9]{7,10}|[0-9]{8,10}))?(-)[b-df-hj-np-tv-xz24-9]{5}|(.+)";

/** What the pattern leaves of a name. Its hyphens keep workloads of different kinds apart. */
export const POD_GROUP_REPLACEMENT = "$1$2$3$4";

/** "namespace/group" of a pod; the same for all pods that replace each other. */
export function podGroup(namespace: string, podName: string): string {
  return `${namespace}/${podName.replace(WHOLE_NAME, POD_GROUP_REPLACEMENT)}`;
}

const WHOLE_NAME = new RegExp(`^(?:${POD_NAME_PATTERN})$`);
