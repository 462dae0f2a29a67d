/** Random small meshes: few names, so that things collide often. */
import * as fc from "fast-check";
import type { MutualTlsMode } from "@/lib/mesh/mode";
import type {
  DestinationRule,
  Inventory,
  PeerAuthentication,
  Pod,
  Service,
} from "@/lib/mesh/objects";
import {
  anInventory,
  aPod,
  aPolicy,
  aRule,
  aService,
  withoutProxy,
} from "./inventory-builders";

const namespace = fc.constantFrom("istio-system", "shop", "bank");
export const mode = fc.constantFrom("UNSET", "DISABLE", "PERMISSIVE", "STRICT");
export const explicitMode = fc.constantFrom<MutualTlsMode>(
  "DISABLE",
  "PERMISSIVE",
  "STRICT",
);
export const labels = fc.record({
  app: fc.constantFrom("cart", "till"),
  version: fc.constantFrom("v1", "v2"),
});
export const selector = fc.oneof(
  fc.constant(null),
  fc.constant({}),
  fc.record({ app: fc.constantFrom("cart", "till") }),
  labels,
);
const createdAt = fc.constantFrom(
  null,
  "2026-01-01T00:00:00Z",
  "2026-01-02T00:00:00Z",
);
const name = fc.constantFrom("a", "b", "c", "d");

export const policies: fc.Arbitrary<PeerAuthentication[]> = fc.uniqueArray(
  fc
    .record({
      namespace,
      name,
      selector,
      mode,
      createdAt,
      portLevelMtls: fc.dictionary(fc.constantFrom("8080", "9090"), mode),
    })
    .map(({ namespace: ns, name: n, ...parts }) =>
      aPolicy(`${ns}/${n}`, parts),
    ),
  { selector: (policy) => `${policy.namespace}/${policy.name}`, maxLength: 10 },
);

export const tls = fc.constantFrom(
  null,
  "DISABLE",
  "SIMPLE",
  "MUTUAL",
  "ISTIO_MUTUAL",
);
const rules: fc.Arbitrary<DestinationRule[]> = fc.uniqueArray(
  fc
    .record({
      namespace,
      name,
      createdAt,
      host: fc.constantFrom(
        "cart",
        "*.local",
        "*.shop.svc.cluster.local",
        "cart.shop.svc.cluster.local",
      ),
      exportTo: fc.subarray(["*", ".", "shop", "bank"]),
      workloadSelector: fc.option(
        fc.record({ app: fc.constantFrom("cart", "till") }),
      ),
      trafficPolicy: fc.option(
        fc.record({
          tls,
          passthrough: fc.boolean(),
          portLevelSettings: fc.array(
            fc.record({ port: fc.constantFrom(8000, 9000), tls }),
            { maxLength: 1 },
          ),
        }),
      ),
    })
    .map(({ namespace: ns, name: n, ...parts }) => aRule(`${ns}/${n}`, parts)),
  { selector: (rule) => `${rule.namespace}/${rule.name}`, maxLength: 8 },
);

const pods: fc.Arbitrary<Pod[]> = fc
  .array(
    fc.record({
      namespace,
      labels,
      proxy: fc.constantFrom("sidecar", "ztunnel", "none"),
      port: fc.constantFrom(8080, 9090, null),
      phase: fc.constantFrom("Running", "Succeeded"),
    }),
    { maxLength: 8 },
  )
  .map((list) =>
    list.map(({ namespace: ns, labels: own, proxy, port, phase }, order) => {
      const pod = aPod(`${ns}/pod-${order}`, {
        phase,
        containerPorts: port === null ? [] : [{ name: "http", port }],
      });
      const bare = { ...withoutProxy(pod), labels: own };
      if (proxy === "none") return bare;
      if (proxy === "ztunnel")
        return {
          ...bare,
          annotations: { "ambient.istio.io/redirection": "enabled" },
        };
      return {
        ...pod,
        labels: { ...own, "security.istio.io/tlsMode": "istio" },
      };
    }),
  );

const services: fc.Arbitrary<Service[]> = fc.uniqueArray(
  fc
    .record({
      namespace,
      name: fc.constantFrom("cart", "till"),
      selector,
      headless: fc.boolean(),
      labels: fc.constantFrom({}, { "istio.io/use-waypoint-namespace": "hub" }),
      /** null = a service that declares no port, as headless ones may. */
      targetPort: fc.constantFrom(8080, 9090, "http", "absent", null),
    })
    .map(({ namespace: ns, name: n, targetPort, ...parts }) =>
      aService(`${ns}/${n}`, {
        ...parts,
        ports:
          targetPort === null
            ? []
            : [
                {
                  name: "http",
                  port: 8000,
                  targetPort,
                  protocol: "TCP",
                  appProtocol: "http",
                },
              ],
      }),
    ),
  {
    selector: (service) => `${service.namespace}/${service.name}`,
    maxLength: 6,
  },
);

export const inventories: fc.Arbitrary<Inventory> = fc
  .record({
    services,
    pods,
    peerAuthentications: policies,
    destinationRules: rules,
  })
  .map(anInventory);
