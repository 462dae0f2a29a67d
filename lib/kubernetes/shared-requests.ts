import type { KubernetesConnection } from "./connection";

export type Asking = Pick<KubernetesConnection, "requestJson">;

/**
 * Whoever asks for a path while the same question is under way gets that answer: all kinds look for their group at
 * once. The first one's options count, so that all must ask alike, and under the same signal. Nothing is kept.
 */
export function sharedRequests(connection: Asking): Asking {
  const underWay = new Map<
    string,
    ReturnType<KubernetesConnection["requestJson"]>
  >();
  return {
    requestJson(method, path, options) {
      const key = `${method} ${path}`;
      const known = underWay.get(key);
      if (known !== undefined) return known;
      const answer = connection
        .requestJson(method, path, options)
        .finally(() => underWay.delete(key));
      underWay.set(key, answer);
      return answer;
    },
  };
}
