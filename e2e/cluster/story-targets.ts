import type { SeriesLabels } from "./exposition";
import { CLIENT, HTTPBIN, OLD_HTTPBIN, PAIRED, ZTUNNEL } from "./traffic-story";

/** How Prometheus scrapes the pods of the traffic story, each in one of the ways that are in use. */
export function storyTargets(target: string): readonly unknown[] {
  const pod = (path: string, labels: SeriesLabels) => ({
    targets: [target],
    labels: { ...labels, __metrics_path__: path },
  });
  return [
    {
      job_name: "proxies",
      static_configs: [
        pod(HTTPBIN, { namespace: "foo", pod: "httpbin-1" }),
        pod(OLD_HTTPBIN, { namespace: "foo", pod: "httpbin-0" }),
        pod(ZTUNNEL, {
          kubernetes_namespace: "istio-system",
          kubernetes_pod_name: "ztunnel-a",
        }),
        pod("/pods/nameless", { zone: "b" }),
        pod(CLIENT, { namespace: "bar", pod: "client-1" }),
      ],
    },
    {
      // Two servers of a pair, whose labels a store of both has kept.
      job_name: "proxies-of-a-pair",
      static_configs: ["a", "b"].map((replica) =>
        pod(PAIRED, {
          job: "proxies",
          instance: "paired",
          namespace: "foo",
          pod: "paired-1",
          prometheus_replica: replica,
        }),
      ),
    },
  ];
}
