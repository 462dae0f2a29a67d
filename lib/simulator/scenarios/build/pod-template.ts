import type { WorkloadOptions } from "./workload";

/** What a controller makes its pods of, with what the injector adds. */
export function templateOf(workload: WorkloadOptions) {
  const app = workload.app ?? workload.name;
  const application = {
    name: workload.container ?? workload.name,
    image:
      workload.image ??
      `registry.example.com/${app}:${workload.version ?? "1.0"}`,
    ports: (workload.ports ?? []).map(({ name, port }) => ({
      ...(name === undefined ? {} : { name }),
      containerPort: port,
      protocol: "TCP",
    })),
    ...(workload.readinessProbe === undefined
      ? {}
      : { readinessProbe: workload.readinessProbe }),
    ...(workload.env === undefined
      ? {}
      : {
          env: Object.entries(workload.env).map(([name, value]) => ({
            name,
            value,
          })),
        }),
  };
  const proxy = {
    name: "istio-proxy",
    image: `docker.io/istio/proxyv2:${workload.istioVersion}`,
    ports: [{ name: "http-envoy-prom", containerPort: 15090, protocol: "TCP" }],
  };
  return {
    metadata: {
      labels: {
        app,
        ...(workload.version === undefined
          ? {}
          : { version: workload.version }),
        ...workload.podLabels,
      },
      annotations: workload.podAnnotations ?? {},
    },
    spec: {
      serviceAccountName: workload.serviceAccount ?? workload.name,
      ...(workload.hostNetwork === true ? { hostNetwork: true } : {}),
      containers: containersOf(workload, application, proxy),
    },
  };
}

function containersOf<T>(
  { injected, proxyOnly }: WorkloadOptions,
  application: T,
  proxy: T,
): T[] {
  if (proxyOnly === true) {
    return [proxy];
  }
  return injected ? [application, proxy] : [application];
}
